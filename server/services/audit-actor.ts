import type { Actor } from "./service-context";

/** How an audit entry names an actor: the key or the organizer by id, anyone else by kind alone. */
export function auditActor(actor: Actor): { actorKind: Actor["kind"]; actorId: string | null } {
  if (actor.kind === "api_key") return { actorKind: actor.kind, actorId: String(actor.keyId) };
  if (actor.kind === "organizer") return { actorKind: actor.kind, actorId: String(actor.userId) };
  return { actorKind: actor.kind, actorId: null };
}
