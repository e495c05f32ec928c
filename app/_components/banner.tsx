import type { ReactNode } from "react";
import { classNames } from "@/app/_lib/class-names";
import { softTones, type Tone } from "./tone";

type BannerProps = {
  tone?: Tone;
  title?: string;
  /** Announced at once when it appears; for what went wrong. Others are announced when the reader pauses. */
  urgent?: boolean;
  action?: ReactNode;
  className?: string;
  children?: ReactNode;
};

/** Something to know before going on. */
export function Banner({
  tone = "neutral",
  title,
  urgent = false,
  action,
  className,
  children,
}: BannerProps) {
  return (
    <div
      role={urgent ? "alert" : "status"}
      className={classNames(
        "flex flex-wrap items-center justify-between gap-3 rounded-lg px-4 py-3 text-sm",
        softTones[tone],
        tone === "neutral" && "text-ink",
        className,
      )}
    >
      <div className="min-w-0 flex-1 basis-60">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {action}
    </div>
  );
}
