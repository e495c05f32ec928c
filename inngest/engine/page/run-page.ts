import type { AttemptRow, RunDetail, StepRow } from "../store/select-runs";
import { type Html, html } from "./html";
import { actionButton, instant, jsonBlock, pageLayout, statusBadge } from "./page-layout";

/** One run: what started it, its steps, each request, and how it ended. */
export function runPage(run: RunDetail): Html {
  return pageLayout(
    `Run of ${run.functionSlug}`,
    html`
      <dl>
        <dt>Status</dt><dd>${statusBadge(run.status)}</dd>
        <dt>Run</dt><dd>${run.id}</dd>
        <dt>Created</dt><dd>${instant(run.createdAt)}</dd>
        <dt>Started</dt><dd>${instant(run.startedAt, "not yet")}</dd>
        <dt>Ended</dt><dd>${instant(run.endedAt, "not yet")}</dd>
        ${run.dueAt && html`<dt>Goes on</dt><dd>${instant(run.dueAt)}</dd>`}
        ${run.rerunOf && html`<dt>Rerun of</dt><dd><a href="/runs/${run.rerunOf}">${run.rerunOf}</a></dd>`}
      </dl>
      <div class="actions">
        ${actionButton(`/runs/${run.id}/rerun`, "Run again")}
        ${!run.endedAt && actionButton(`/runs/${run.id}/cancel`, "Cancel")}
        ${actionButton(`/events/${run.eventId}/replay`, "Send the event again")}
      </div>
      ${run.error && errorSection(run.error)}
      ${run.output !== null && html`<h2>Output</h2>${jsonBlock("Output", run.output)}`}
      <h2 id="steps">Steps</h2>
      ${run.steps.length === 0 && html`<p>None yet.</p>`}
      <ol class="rows" aria-labelledby="steps">${run.steps.map(stepItem)}</ol>
      <h2 id="attempts">Requests</h2>
      ${run.attempts.length === 0 && html`<p>None yet.</p>`}
      <ol class="rows" aria-labelledby="attempts">${run.attempts.map(attemptItem)}</ol>
      <h2>Event</h2>
      ${jsonBlock("Event", run.event)}`,
  );
}

function errorSection(error: NonNullable<RunDetail["error"]>): Html {
  return html`
    <h2>Error</h2>
    <p class="error">${error.name}: ${error.message}</p>
    ${error.stack && html`<pre tabindex="0" role="region" aria-label="Stack">${error.stack}</pre>`}`;
}

function stepItem(step: StepRow): Html {
  const state = step.failed ? "failed" : "completed";
  return html`
    <li>
      <strong>${step.displayName}</strong>
      ${step.op === "sleep" ? html`<span class="meta">sleep until ${instant(step.wakeAt)}</span>` : statusBadge(state)}
      <p class="meta">${instant(step.recordedAt)}</p>
      ${step.op === "run" && step.result !== null && jsonBlock(`Result of ${step.displayName}`, step.result)}
    </li>`;
}

function attemptItem(attempt: AttemptRow): Html {
  const milliseconds = attempt.endedAt.getTime() - attempt.startedAt.getTime();
  return html`
    <li>
      <strong>${attempt.outcome.replace("-", " ")}</strong>
      ${attempt.stepName && html`<span>${attempt.stepName}</span>`}
      <p class="meta">attempt ${attempt.attempt + 1} · ${instant(attempt.startedAt)} · ${milliseconds} ms${
        attempt.httpStatus !== null && ` · HTTP ${attempt.httpStatus}`
      }</p>
      ${attempt.error && html`<p class="error">${attempt.error.name}: ${attempt.error.message}</p>`}
      ${attempt.retryAt && html`<p class="meta">again at ${instant(attempt.retryAt)}</p>`}
    </li>`;
}
