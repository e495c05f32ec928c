import type postgres from "postgres";
import { freeStarts } from "../support/rest-client";
import type { RunningProduct } from "../support/running-product";
import type { ParitySetting } from "./compare-doors";

/** The first event type and two of its free times far enough ahead that every message is planned. */
export async function paritySetting(
  product: RunningProduct,
  sql: postgres.Sql,
): Promise<Pick<ParitySetting, "sql" | "eventTypeId" | "start" | "laterStart">> {
  const eventTypeId = product.demo.eventTypes[0]?.id ?? 0;
  const [laterStart, start] = (await freeStarts(product.baseUrl, eventTypeId)).reverse();
  if (!start || !laterStart) throw new Error("The event type has no two free times.");
  return { sql, eventTypeId, start, laterStart };
}
