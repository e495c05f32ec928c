import { type Agent, request } from "node:http";

type Question = { method?: "GET" | "POST" | "OPTIONS"; body?: unknown; expected: number };

/** Asks over a connection that is kept, and reads the whole answer. @throws Error for an answer of another status. */
export function askOverHttp(agent: Agent, url: string, question: Question): Promise<string> {
  const { method = "GET", body, expected } = question;
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { "content-type": "application/json" };
    const asked = request(url, { agent, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () =>
        response.statusCode === expected
          ? resolve(text)
          : reject(new Error(`${method} answered ${response.statusCode}: ${text.slice(0, 300)}`)),
      );
    });
    asked.on("error", reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}
