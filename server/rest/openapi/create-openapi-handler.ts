import { v2Routes } from "../v2/v2-routes";
import { buildOpenApi } from "./build-openapi";

const headers = {
  "Access-Control-Allow-Origin": "*",
  "Cache-Control": "public, max-age=300",
  "Content-Type": "application/json",
};

/** Answers with the description of the API, which is made once. */
export function createOpenApiHandler(publicUrl: string): () => Response {
  const text = JSON.stringify(buildOpenApi(v2Routes, publicUrl));
  return () => new Response(text, { headers });
}
