import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";

/** What was asked for; shows the page for missing pages when there is no such thing. */
export async function foundOr404<Value>(answer: Promise<Value>): Promise<Value> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
