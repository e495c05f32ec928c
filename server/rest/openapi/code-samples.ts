import type { RestRoute } from "../define-route";

export type CodeSample = { lang: string; label: string; source: string };

const exampleParams: Readonly<Record<string, string>> = { uid: "k3v9q2mx7a4bw8" };

/** How to call an operation by its example, from a shell and from TypeScript. */
export function codeSamples(route: RestRoute, publicUrl: string): CodeSample[] {
  const request = {
    method: route.method,
    url: publicUrl + pathOf(route),
    needsKey: route.access === "key",
    body: route.example.body,
  };
  return [
    { lang: "Shell", label: "curl", source: curlOf(request) },
    { lang: "TypeScript", label: "TypeScript", source: typeScriptOf(request) },
  ];
}

type SampleRequest = { method: string; url: string; needsKey: boolean; body: object | undefined };

function pathOf({ pattern, example }: RestRoute): string {
  const params: Readonly<Record<string, string>> = { ...exampleParams, ...example.params };
  const path = pattern.replaceAll(/:(\w+)/g, (_, name) => encodeURIComponent(params[name] ?? "1"));
  const query = new URLSearchParams({ ...example.query }).toString();
  return `/v2${path}${query && `?${query}`}`;
}

function curlOf({ method, url, needsKey, body }: SampleRequest): string {
  const lines = [`curl${method === "GET" ? "" : ` -X ${method}`} '${url}'`];
  if (needsKey) lines.push(`-H "Authorization: Bearer $PUNCTUAL_KEY"`);
  if (method === "POST") lines.push(`-H "Idempotency-Key: $(uuidgen)"`);
  if (body) {
    lines.push("-H 'Content-Type: application/json'");
    lines.push(`-d '${JSON.stringify(body, null, 2).replaceAll("'", "'\\''")}'`);
  }
  return lines.join(" \\\n  ");
}

function typeScriptOf({ method, url, needsKey, body }: SampleRequest): string {
  const headers = [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is part of the sample
    ...(needsKey ? ["Authorization: `Bearer ${process.env.PUNCTUAL_KEY}`,"] : []),
    ...(method === "POST" ? ['"Idempotency-Key": crypto.randomUUID(),'] : []),
    ...(body ? ['"Content-Type": "application/json",'] : []),
  ];
  const options = [
    ...(method === "GET" ? [] : [`method: "${method}",`]),
    ...(headers.length > 0 ? ["headers: {", ...headers.map((line) => `  ${line}`), "},"] : []),
    ...(body ? [`body: JSON.stringify(${literalOf(body)}),`] : []),
  ];
  const call =
    options.length > 0 ? `fetch("${url}", {\n${indented(options.join("\n"))}\n})` : `fetch("${url}")`;
  return `const response = await ${call};\nconst { data } = await response.json();`;
}

/** An object as TypeScript writes it: names without quotes where they need none. */
function literalOf(value: object): string {
  return JSON.stringify(value, null, 2).replaceAll(/^(\s*)"([A-Za-z_]\w*)":/gm, "$1$2:");
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}
