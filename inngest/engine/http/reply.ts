export type Reply = { status: number; headers: Record<string, string>; body: string };

export function jsonReply(status: number, value: unknown): Reply {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

export function redirectReply(location: string): Reply {
  return { status: 303, headers: { location }, body: "" };
}
