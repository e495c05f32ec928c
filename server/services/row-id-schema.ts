import { z } from "zod";

/** The id of a row, as requests name it. */
export const rowIdSchema = z.int().min(1).max(2_147_483_647);
