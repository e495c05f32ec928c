import { expect, test } from "vitest";
import { createOpenApiHandler } from "./create-openapi-handler";

test("the description is JSON that pages of other origins may read, with the installation's own address", async () => {
  const response = createOpenApiHandler("https://book.example.org")();
  expect(response.status).toBe(200);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.json()).toMatchObject({
    openapi: "3.1.0",
    servers: [{ url: "https://book.example.org" }],
  });
});
