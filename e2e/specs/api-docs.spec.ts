import { expect, test } from "@playwright/test";
import { ApiDocsPage } from "../pages/api-docs-page";
import { readDemo } from "../support/demo";

test("operations are read about and tried out, with a key and without, and nothing is asked of other servers", async ({
  page,
}) => {
  const { apiKey, baseUrl } = readDemo();
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(baseUrl)) elsewhere.push(request.url());
  });
  const docs = new ApiDocsPage(page);
  await docs.open();
  const books = docs.operation("POST /v2/bookings");
  await books.getByText("curl", { exact: true }).click();
  await expect(books.getByText(`curl -X POST '${baseUrl}/v2/bookings'`)).toBeVisible();

  const me = docs.operation("GET /v2/me");
  await docs.tryOut("GET /v2/me");
  await expect(me.getByRole("status").last()).toContainText("401");
  await docs.key.fill(apiKey);
  await me.getByRole("button", { name: /^Send/ }).click();
  await expect(me.getByRole("status").last()).toContainText("200");

  await docs.tryOut("GET /v2/slots/reservations/{uid}", { uid: "nothing-like-this" });
  await expect(docs.operation("GET /v2/slots/reservations/{uid}").getByRole("status").last()).toContainText(
    '"data": null',
  );
  expect(elsewhere).toEqual([]);
});

test("the description is served in OpenAPI 3.1", async ({ request }) => {
  for (const path of ["/v2/openapi.json", "/api/v2/openapi.json"]) {
    const response = await request.get(path);
    expect(response.status()).toBe(200);
    expect(await response.json()).toMatchObject({ openapi: "3.1.0", servers: [{ url: readDemo().baseUrl }] });
  }
});
