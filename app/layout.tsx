import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { AppProviders } from "./_lib/app-providers";
import { pageLocale } from "./_lib/page-locale";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Punctual", template: "%s · Punctual" },
  description: "Book a time that suits you.",
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, date: false, address: false, email: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f5f1" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1211" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = pageLocale((await headers()).get("accept-language"));
  return (
    <html lang="en">
      <body>
        <AppProviders locale={locale}>{children}</AppProviders>
      </body>
    </html>
  );
}
