import { type KeyScope, scopeAllows } from "@/server/domain/accounts/key-scope";
import { ServiceError } from "@/server/platform/service-error";
import type { Actor } from "./service-context";

/**
 * Lets everyone pass but API keys that may do less than is needed; whoever comes without a key is for the verbs to
 * judge.
 * @throws ServiceError FORBIDDEN that names both scopes.
 */
export function requireScope(actor: Actor, needed: KeyScope): void {
  if (actor.kind !== "api_key" || scopeAllows(actor.scope, needed)) return;
  throw new ServiceError(
    "FORBIDDEN",
    `This API key has the scope "${actor.scope}" and this takes "${needed}". Use a key with that scope.`,
    { reason: "scope_missing", data: { scope: actor.scope, neededScope: needed } },
  );
}
