import type { NextConfig } from "next";

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "X-Frame-Options", value: "SAMEORIGIN" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Types are the test suite's to check: it sees the tests too, and a build need not wait for them.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pino", "postgres", "nodemailer"],
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
  rewrites: async () => ({
    beforeFiles: [{ source: "/v2/:path*", destination: "/api/v2/:path*" }],
    afterFiles: [],
    fallback: [],
  }),
};

export default config;
