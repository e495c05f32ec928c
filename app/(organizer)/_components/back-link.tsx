import Link from "next/link";
import { ChevronIcon } from "@/app/_components/icons/chevron-icon";

/** The way from one thing to the list that it is in. */
export function BackLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      className="-ml-1 mb-4 inline-flex min-h-9 items-center gap-1 rounded-sm pr-2 text-sm font-medium text-accent-text hover:underline"
    >
      <ChevronIcon direction="left" className="size-4" />
      {children}
    </Link>
  );
}
