"use client";

import Link from "next/link";
import { Banner } from "@/app/_components/banner";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useAccountTime } from "../_lib/account-context";

const linkStyle =
  "rounded-sm font-medium underline decoration-current/40 underline-offset-3 hover:decoration-current";

type AttentionBannerProps = { attention: RouterOutputs["account"]["overview"]["attention"] };

/** The messages of meetings still to come that didn't get through: the organizer may want to call. */
export function AttentionBanner({ attention: { count, items } }: AttentionBannerProps) {
  const format = useAccountTime();
  if (count === 0) return null;
  return (
    <Banner
      tone="bad"
      className="mt-5"
      title={
        count === 1
          ? "A message for a meeting to come didn’t get through"
          : `${count} messages for meetings to come didn’t get through`
      }
    >
      <ul className="mt-1 flex flex-col gap-1.5">
        {items.map((item) => {
          const startsAt = new Date(item.booking.startsAt);
          return (
            <li key={item.id}>
              <Link href={`/bookings/${item.booking.uid}`} className={linkStyle}>
                {item.booking.attendeeName}, {format.shortDay(startsAt)}, {format.time(startsAt)}
              </Link>
              : {item.name} – {item.meaning}
            </li>
          );
        })}
      </ul>
      {count > items.length && (
        <p className="mt-2">
          <Link href="/messages" className={linkStyle}>
            See all {count}
          </Link>
        </p>
      )}
    </Banner>
  );
}
