"use client";

import { createAuthClient } from "better-auth/react";

/** Sign-in, sign-out and passwords, at the address the page came from. */
export const authClient = createAuthClient({ basePath: "/api/auth" });
