import { expect, test } from "vitest";
import { createWorkflowInputSchema } from "@/server/domain/workflows/workflow-input";
import { draftFrom, startingPoints } from "./starting-points";

test.each(startingPoints.map(({ key }) => key))("the starting point %s can be saved as it is", (key) => {
  expect(createWorkflowInputSchema.safeParse(draftFrom(key)).error).toBeUndefined();
});

test("without a known starting point there is a step to write", () => {
  expect(draftFrom("anything").steps).toMatchObject([{ action: "sms_attendee", body: "" }]);
});
