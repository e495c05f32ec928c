export type TriedRequest = {
  method: string;
  /** With `{name}` for each parameter of the path. */
  path: string;
  fields: readonly { name: string; place: "path" | "query" }[];
  values: Readonly<Record<string, string>>;
  body: string | null;
};

/** What came back; status 0 where nothing did. */
export type TriedAnswer = { status: number; milliseconds: number; text: string };

/** Calls an operation of this installation with what was filled in. */
export async function tryOperation(
  request: TriedRequest,
  key: string,
  send: typeof fetch = fetch,
): Promise<TriedAnswer> {
  const startedAt = performance.now();
  try {
    const response = await send(addressOf(request), {
      method: request.method,
      headers: {
        ...(key && { authorization: `Bearer ${key}` }),
        ...(request.body !== null && { "content-type": "application/json" }),
      },
      body: request.body ?? undefined,
      credentials: "omit",
    });
    const text = laidOut(await response.text());
    return { status: response.status, milliseconds: Math.round(performance.now() - startedAt), text };
  } catch {
    return {
      status: 0,
      milliseconds: 0,
      text: "The server could not be reached. Check your connection and send it again.",
    };
  }
}

/** The path and query that what was filled in makes. */
export function addressOf({
  path,
  fields,
  values,
}: Pick<TriedRequest, "path" | "fields" | "values">): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? ""));
  const query = new URLSearchParams();
  for (const { name, place } of fields) {
    const value = values[name];
    if (place === "query" && value) query.set(name, value);
  }
  return query.size > 0 ? `${filled}?${query}` : filled;
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
