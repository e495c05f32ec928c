import { expect, test } from "vitest";
import { engineFixture } from "../testing/engine-fixture";

const fixture = engineFixture();

async function page(path: string): Promise<{ status: number; headers: Headers; text: string }> {
  const response = await fetch(`${fixture.engine.url}${path}`);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Presses a button of the page, as a browser would. */
async function press(path: string, headers: Record<string, string> = {}): Promise<Response> {
  const { engine } = fixture;
  return fetch(`${engine.url}${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: engine.url, "content-type": "application/x-www-form-urlencoded", ...headers },
  });
}

/** A completed run with a step, and one that failed. */
async function serveRuns(): Promise<void> {
  const { client } = fixture.app;
  const good = client.createFunction({ id: "good", triggers: { event: "test/good" } }, ({ step }) =>
    step.run("Look <up>", () => ({ html: "<script>alert('x')</script>" })),
  );
  const bad = client.createFunction({ id: "bad", retries: 0, triggers: { event: "test/bad" } }, async () => {
    throw new Error("it broke & burnt");
  });
  await fixture.serve(good, bad);
  await fixture.send({ name: "test/good", data: { bookingId: 1 } });
  await fixture.send({ name: "test/bad" });
  await fixture.engine.runUntilIdle();
}

test("the overview shows the functions with their sync, and the runs with their state", async () => {
  await serveRuns();
  const { status, text } = await page("/");
  expect(status).toBe(200);
  for (const shown of ["app-good", "test/good", "last synced", "js:v4.24.0", "completed", "failed"]) {
    expect(text).toContain(shown);
  }
});

test("the overview shows why a function was refused", async () => {
  const { client } = fixture.app;
  fixture.app.serve([
    client.createFunction(
      { id: "odd", triggers: { event: "test/odd" }, debounce: { period: "1s" } },
      async () => 1,
    ),
  ]);
  await fixture.engine.sync();
  expect((await page("/")).text).toContain("doesn&#39;t serve debounce");
});

test("runs can be filtered by function and status, and an unknown status is refused", async () => {
  await serveRuns();
  const failed = (await page("/?status=failed&function=")).text;
  expect(failed).toContain(">app-bad</a>");
  expect(failed).not.toContain(">app-good</a>");
  expect((await page("/?status=&function=app-good")).text).not.toContain(">app-bad</a>");
  expect((await page("/?status=lost")).status).toBe(400);
});

test("a run's page shows its steps, requests, output and event, with markup as text", async () => {
  await serveRuns();
  const [good, bad] = await fixture.runs();
  const { text } = await page(`/runs/${good?.id}`);
  expect(text).toContain("Look &#60;up&#62;");
  expect(text).toContain("&#60;script&#62;alert(&#39;x&#39;)");
  expect(text).not.toContain("<script");
  expect(text).toContain("&#34;bookingId&#34;: 1");
  expect((await page(`/runs/${bad?.id}`)).text).toContain("Error: it broke &#38; burnt");
});

test("a run that is gone is said to be gone", async () => {
  expect((await page("/runs/01MG0FCDG00SXVTGSKQXH9V06Z")).status).toBe(404);
});

test("pages load nothing from elsewhere and can't be framed", async () => {
  const { headers, text } = await page("/");
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  expect(text).not.toMatch(/https?:\/\/(?!app\.test)/);
  expect((await page("/engine.css")).headers.get("content-type")).toContain("text/css");
});

test("Run again starts a new run of the same event and shows it", async () => {
  await serveRuns();
  const [good] = await fixture.runs();
  const response = await press(`/runs/${good?.id}/rerun`);
  expect(response.status).toBe(303);
  await fixture.engine.runUntilIdle();
  const runs = await fixture.runs();
  expect(runs).toHaveLength(3);
  expect(response.headers.get("location")).toBe(`/runs/${runs[2]?.id}`);
  expect(runs[2]).toMatchObject({ functionSlug: "app-good", status: "completed" });
  expect((await page(`/runs/${runs[2]?.id}`)).text).toContain(`/runs/${good?.id}`);
});

test("Cancel ends a sleeping run, and its button is gone", async () => {
  const sleeper = fixture.app.client.createFunction({ id: "s", triggers: { event: "test/s" } }, ({ step }) =>
    step.sleep("rest", "1h"),
  );
  await fixture.serve(sleeper);
  await fixture.send({ name: "test/s" });
  await fixture.engine.runUntilIdle();
  const { id } = await fixture.onlyRun();
  expect((await page(`/runs/${id}`)).text).toContain(">Cancel<");
  expect((await press(`/runs/${id}/cancel`)).status).toBe(303);
  await fixture.pass(7200);
  expect(await fixture.onlyRun()).toMatchObject({ status: "cancelled" });
  expect((await page(`/runs/${id}`)).text).not.toContain(">Cancel<");
});

test.each([
  ["another site", { origin: "http://evil.test" }],
  ["another port of this machine", { origin: "http://127.0.0.1:1" }],
  ["an unknown origin", { origin: "null" }],
])("a form sent from %s is refused", async (_, headers) => {
  await serveRuns();
  const [good] = await fixture.runs();
  expect((await press(`/runs/${good?.id}/rerun`, headers)).status).toBe(403);
  expect(await fixture.runs()).toHaveLength(2);
});
