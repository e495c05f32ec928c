import type { RegisteredFunction } from "../function-registry";
import type { FunctionRow } from "../store/functions";
import { type RunFilter, type RunRow, runStatuses } from "../store/select-runs";
import type { SyncRow } from "../store/syncs";
import { type Html, html } from "./html";
import { instant, pageLayout, statusBadge } from "./page-layout";

export type Overview = {
  syncs: readonly SyncRow[];
  functions: readonly FunctionRow[];
  registered(functionId: string): RegisteredFunction | undefined;
  runs: readonly RunRow[];
  filter: RunFilter;
};

/** The functions with their last sync, and the latest runs. */
export function overviewPage(overview: Overview): Html {
  return pageLayout(
    "Functions and runs",
    html`
      ${overview.syncs.map(syncSummary)}
      <h2 id="functions">Functions</h2>
      ${overview.functions.length === 0 && html`<p>No functions yet: the app hasn't been synced.</p>`}
      <ul class="rows" aria-labelledby="functions">
        ${overview.functions.map((row) => functionItem(row, overview.registered(row.id)))}
      </ul>
      <h2 id="runs">Runs</h2>
      ${filterForm(overview)}
      ${overview.runs.length === 0 && html`<p>No runs.</p>`}
      <ul class="rows" aria-labelledby="runs">${overview.runs.map(runItem)}</ul>
      ${olderLink(overview)}`,
  );
}

function syncSummary(sync: SyncRow): Html {
  return html`
    <p class="meta">${sync.appUrl}: last synced ${instant(sync.syncedAt)}${sync.sdk && ` with ${sync.sdk}`}</p>
    ${sync.error && html`<p class="error">${sync.error}</p>`}`;
}

function functionItem(row: FunctionRow, registered: RegisteredFunction | undefined): Html {
  const state = row.removedAt ? "removed" : row.refusal ? "refused" : "served";
  const definition = registered?.definition;
  const triggers = [
    ...(definition?.eventTriggers.map(({ event, failedFunction }) =>
      failedFunction ? `failure of ${failedFunction}` : event,
    ) ?? []),
    ...(definition?.schedules.map(({ expression }) => `cron ${expression}`) ?? []),
  ];
  return html`
    <li>
      <a href="/?${new URLSearchParams({ function: row.slug }).toString()}">${row.name}</a> ${statusBadge(state)}
      <p class="meta">${row.slug}${triggers.length > 0 && ` · ${triggers.join(", ")}`}</p>
      <p class="meta">synced ${instant(row.syncedAt)}</p>
      ${row.refusal && html`<p class="error">${row.refusal}</p>`}
    </li>`;
}

function filterForm({ functions, filter }: Overview): Html {
  const option = (value: string, label: string, chosen: string | undefined) =>
    html`<option value="${value}"${value === (chosen ?? "") && html` selected`}>${label}</option>`;
  return html`
    <form method="get" action="/">
      <label>Function
        <select name="function">
          ${option("", "all", filter.functionSlug)}
          ${functions.map(({ slug, name }) => option(slug, name, filter.functionSlug))}
        </select>
      </label>
      <label>Status
        <select name="status">
          ${option("", "any", filter.status)}
          ${runStatuses.map((status) => option(status, status, filter.status))}
        </select>
      </label>
      <button>Show</button>
    </form>`;
}

function runItem(run: RunRow): Html {
  return html`
    <li>
      <a href="/runs/${run.id}">${run.functionSlug}</a> ${statusBadge(run.status)}
      <p class="meta">${run.eventName} · ${instant(run.createdAt)}${run.dueAt && html` · goes on ${instant(run.dueAt)}`}</p>
    </li>`;
}

function olderLink({ runs, filter }: Overview): Html | false {
  const last = runs.at(-1);
  if (!last || runs.length < filter.limit) return false;
  const query = new URLSearchParams({ before: last.id });
  if (filter.status) query.set("status", filter.status);
  if (filter.functionSlug) query.set("function", filter.functionSlug);
  return html`<p><a href="/?${query.toString()}">Older runs</a></p>`;
}
