import type { AccessWorld } from "./access-world";

/**
 * Whose an operation is. `public`: anyone's. `link`: of whoever knows a uid. `own`: of any key, on what is its
 * organizer's. `owned`: of the organizer who has the thing it names.
 */
export type RouteKind = "public" | "link" | "own" | "owned";

export type RouteCall = {
  kind: RouteKind;
  /** The path below the API's root with its query, and the body; made anew for each attempt. */
  request?: (
    world: AccessWorld,
  ) => Promise<{ path: string; body?: object }> | { path: string; body?: object };
  /** The status that its owner gets where more would have to be true of the world. */
  ownerGets?: number;
  /** The status that another organizer gets where the contract has one of its own. */
  strangerGets?: number;
};

export type Made = (world: AccessWorld) => Promise<{ [name: string]: unknown }>;

/** The path to something made anew, named by its id or uid. */
export const at =
  (before: string, make: Made, after = "", body?: object) =>
  async (world: AccessWorld) => {
    const { id, uid } = await make(world);
    return { path: `${before}${before.endsWith("=") ? "" : "/"}${id ?? uid}${after}`, body };
  };
