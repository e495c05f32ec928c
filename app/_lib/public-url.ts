import { appRuntime } from "@/inngest/app-runtime";

/** The address of a path of this installation as others reach it. */
export function publicUrl(path: string): string {
  return `${appRuntime().env.PUBLIC_URL}${path}`;
}
