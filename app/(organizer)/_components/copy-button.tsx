"use client";

import { useEffect, useState } from "react";
import { Button } from "@/app/_components/button";
import type { ButtonSize, ButtonVariant } from "@/app/_components/button-style";
import { CheckIcon } from "@/app/_components/icons/check-icon";

type CopyButtonProps = {
  text: string;
  /** What is copied, for those who can't see what stands beside: "the link of 30 minute meeting". */
  what: string;
  label?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
};

const shownForMs = 2_500;

/** Puts a text on the clipboard and says so. */
export function CopyButton({
  text,
  what,
  label = "Copy",
  variant = "secondary",
  size = "small",
}: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), shownForMs);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
  };
  return (
    <span className="inline-flex">
      <Button variant={variant} size={size} onPress={copy} aria-label={`${label} ${what}`}>
        {/* Both labels share one cell, so that the button keeps its width. */}
        <span className="inline-grid *:[grid-area:1/1]">
          <span className={outcome ? "invisible" : ""}>{label}</span>
          <span className={outcome ? "inline-flex items-center justify-center gap-1" : "invisible"}>
            {outcome === "refused" ? "Can’t" : <CheckIcon className="size-4" />}
          </span>
        </span>
      </Button>
      <span role="status" className="sr-only">
        {outcome === "copied" && "Copied"}
        {outcome === "refused" &&
          "The browser doesn’t let this page copy. Select the text and copy it yourself."}
      </span>
    </span>
  );
}
