"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import { SearchIcon } from "@/app/_components/icons/search-icon";
import { Spinner } from "@/app/_components/spinner";
import { type BookingTab, bookingsAddress } from "./bookings-address";

const pauseMs = 350;

/** Finds bookings by their attendee while one types, and on Enter at once. */
export function BookingSearch({ tab, search }: { tab: BookingTab; search: string }) {
  const router = useRouter();
  const [text, setText] = useState(search);
  const [isPending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const go = (typed: string) => {
    clearTimeout(timer.current);
    if (typed.trim() === search) return;
    startTransition(() => router.replace(bookingsAddress({ tab, search: typed.trim() }), { scroll: false }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go(text);
  };
  return (
    <search>
      <form onSubmit={submit} action="/bookings" className="relative max-w-md">
        {tab !== "upcoming" && <input type="hidden" name="tab" value={tab} />}
        <SearchIcon className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
        <input
          type="search"
          name="q"
          aria-label="Search bookings by name, e-mail address or phone number"
          placeholder="Name, e-mail or phone"
          maxLength={100}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            clearTimeout(timer.current);
            timer.current = setTimeout(go, pauseMs, event.target.value);
          }}
          className="min-h-11 w-full rounded-md border border-line-strong bg-surface py-2 pr-10 pl-10 text-base placeholder:text-muted hover:border-ink"
        />
        {isPending && (
          <span className="absolute top-1/2 right-3 -translate-y-1/2 text-muted">
            <Spinner label="Searching" />
          </span>
        )}
      </form>
    </search>
  );
}
