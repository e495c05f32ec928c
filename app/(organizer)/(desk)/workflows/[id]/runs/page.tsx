import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { foundOr404 } from "@/app/_lib/found-or-404";
import { serverCaller } from "@/app/_lib/server-caller";
import { dateInZone } from "@/app/_lib/time-format";
import { requireOrganizer } from "../../../../_lib/require-organizer";
import { RunLogView } from "./run-log-view";
import { filterOfPlace, placeOfAddress, runsAddress } from "./runs-address";

export const metadata: Metadata = { title: "Run log" };

type RunsPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function RunsPage({ params, searchParams }: RunsPageProps) {
  const [{ id: asked }, query] = await Promise.all([params, searchParams]);
  if (!/^[1-9]\d{0,8}$/.test(asked)) notFound();
  const id = Number(asked);
  const place = placeOfAddress(query);
  const { timeZone } = await requireOrganizer(runsAddress(id, place));
  const { workflow } = await serverCaller();
  const filter = { id, ...filterOfPlace(place, dateInZone(new Date(), timeZone)) };
  const { name } = await foundOr404(workflow.get({ id }));
  const isBackwards = filter.fromOn && filter.untilOn && filter.fromOn > filter.untilOn;
  const initial = isBackwards ? null : await workflow.listRuns(filter);
  return <RunLogView key={id} name={name} place={place} filter={filter} initial={initial} />;
}
