/** What an API key may do, each with all that comes before it. */
export const keyScopes = ["read", "book", "manage"] as const;

export type KeyScope = (typeof keyScopes)[number];

/** Whether a key of one scope may do what needs another. */
export function scopeAllows(held: KeyScope, needed: KeyScope): boolean {
  return keyScopes.indexOf(held) >= keyScopes.indexOf(needed);
}
