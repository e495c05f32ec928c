import { RestError } from "@/server/rest/rest-error";
import { restErrorOf } from "@/server/rest/rest-error-of";
import type { AppCaller } from "@/server/routers/app-router";
import { sayList } from "./say-moment";

type EventTypeArguments = { eventTypeId?: number; eventTypeSlug?: string; username?: string };
type EventTypeReference = { id: number } | { username: string; slug: string };

/**
 * The event type that a call means. The holder of a key need not name it where they have but one, and else may
 * name it by its slug alone.
 * @throws RestError 400 that lists those to choose from.
 */
export async function eventTypeOf(caller: AppCaller, given: EventTypeArguments): Promise<EventTypeReference> {
  const { eventTypeId, eventTypeSlug, username } = given;
  if (eventTypeId !== undefined) return { id: eventTypeId };
  if (eventTypeSlug && username) return { username, slug: eventTypeSlug };
  const own = await ownEventTypes(caller);
  const named = eventTypeSlug ? own.filter(({ slug }) => slug === eventTypeSlug) : own;
  const [only, ...others] = named;
  if (only && others.length === 0) return { id: only.id };
  const choices = own.map(({ id, title, lengthMinutes }) => `${id} (${title}, ${lengthMinutes} minutes)`);
  const hint =
    choices.length > 0
      ? `by eventTypeId: ${sayList(choices)}`
      : "by eventTypeId, or by eventTypeSlug with username";
  throw new RestError(400, `Say which kind of meeting, ${hint}.`, {
    field: "eventTypeId",
    reason: "event_type_not_named",
  });
}

async function ownEventTypes(caller: AppCaller) {
  try {
    return await caller.eventType.list();
  } catch (error) {
    if (restErrorOf(error).status === 401) return [];
    throw error;
  }
}
