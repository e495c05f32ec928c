import type { EngineContext } from "../engine-context";
import { html } from "../page/html";
import { overviewPage } from "../page/overview-page";
import { pageLayout } from "../page/page-layout";
import { pageStyles } from "../page/page-styles";
import { runPage } from "../page/run-page";
import type { RunControl } from "../run-control";
import { selectFunctions } from "../store/functions";
import { selectRun, selectRuns } from "../store/select-runs";
import { selectSyncs } from "../store/syncs";
import type { Exchange } from "./exchange";
import { pageReply, type Reply, redirectReply, styleReply } from "./reply";
import type { Route } from "./route";
import { runFilterOf } from "./run-filter";
import { requireSameOrigin } from "./same-origin";

/** The page of functions and runs, and what its buttons do. */
export function pageRoutes(context: EngineContext, control: RunControl): Route[] {
  const act = (path: string, action: (id: string) => Promise<Reply>): Route => ({
    method: "POST",
    path,
    handle: async (exchange) => {
      requireSameOrigin(exchange);
      return action(exchange.parameters.id ?? "");
    },
  });
  return [
    { method: "GET", path: "/", handle: (exchange) => showOverview(exchange, context) },
    { method: "GET", path: "/runs/:id", handle: (exchange) => showRun(exchange, context) },
    { method: "GET", path: "/engine.css", handle: async () => styleReply(pageStyles) },
    act("/runs/:id/rerun", async (id) => {
      const runId = await control.rerun(id);
      return runId ? redirectReply(`/runs/${runId}`) : notFound();
    }),
    act("/runs/:id/cancel", async (id) => {
      await control.cancel(id);
      return redirectReply(`/runs/${encodeURIComponent(id)}`);
    }),
    act("/events/:id/replay", async (id) => ((await control.replay(id)) ? redirectReply("/") : notFound())),
  ];
}

async function showOverview(exchange: Exchange, { sql, registry }: EngineContext): Promise<Reply> {
  const filter = runFilterOf(exchange.url.searchParams);
  const [syncs, functions, runs] = await Promise.all([
    selectSyncs(sql),
    selectFunctions(sql),
    selectRuns(sql, filter),
  ]);
  const registered = (id: string) => registry.get(id);
  return pageReply(200, overviewPage({ syncs, functions, registered, runs, filter }));
}

async function showRun(exchange: Exchange, { sql }: EngineContext): Promise<Reply> {
  const run = await selectRun(sql, exchange.parameters.id ?? "");
  return run ? pageReply(200, runPage(run)) : notFound();
}

function notFound(): Reply {
  const content = html`<p>It may have been deleted after its time of retention. <a href="/">All runs</a></p>`;
  return pageReply(404, pageLayout("Not found", content));
}
