import type { NextConfig } from "next";

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "X-Frame-Options", value: "SAMEORIGIN" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

const config: NextConfig = {
  // Two copies of one checkout can be built and served side by side.
  distDir: process.env.PUNCTUAL_BUILD_DIR ?? ".next",
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ["pino", "postgres", "nodemailer"],
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
  rewrites: async () => ({
    beforeFiles: [{ source: "/v2/:path*", destination: "/api/v2/:path*" }],
    afterFiles: [],
    fallback: [],
  }),
};

export default config;
