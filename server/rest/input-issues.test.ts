import { expect, test } from "vitest";
import { z } from "zod";
import { parseInput } from "./input-issues";
import { RestError } from "./rest-error";

function faultsOf(schema: z.ZodType, value: unknown): string {
  try {
    parseInput(schema, value);
  } catch (error) {
    if (error instanceof RestError) return error.message;
    throw error;
  }
  throw new Error("The value was accepted.");
}

test.each<[z.ZodType, unknown, string]>([
  [z.object({ a: z.string() }), {}, "a is required"],
  [z.object({ a: z.string() }), { a: 1 }, "a must be text"],
  [z.object({ a: z.int() }), { a: 1.5 }, "a must be a whole number"],
  [z.object({ a: z.number() }), { a: "1" }, "a must be a number"],
  [z.object({ a: z.boolean() }), { a: "yes" }, "a must be true or false"],
  [z.object({ a: z.array(z.string()) }), { a: {} }, "a must be a list"],
  [z.object({ a: z.array(z.string()).min(1) }), { a: [] }, "a must have at least 1 entry"],
  [z.object({ a: z.array(z.int()).max(2) }), { a: [1, 2, 3] }, "a must have at most 2 entries"],
  [z.object({ a: z.string().min(1) }), { a: "" }, "a must have at least 1 character"],
  [z.object({ a: z.string().max(2) }), { a: "abc" }, "a must have at most 2 characters"],
  [z.object({ a: z.number().min(3) }), { a: 1 }, "a must be at least 3"],
  [z.object({ a: z.enum(["x", "y"]) }), { a: "z" }, "a must be one of x, y"],
  [z.object({ a: z.url() }), { a: "z" }, "a must be a URL"],
  [z.object({ a: z.email("is not an address") }), { a: "z" }, "a is not an address"],
  [z.object({ a: z.string(), b: z.string() }), {}, "a is required; b is required"],
  [z.object({ a: z.string("A sentence of its own.") }), {}, "A sentence of its own."],
  [z.object({ a: z.object({ b: z.array(z.int()) }) }), { a: { b: [1, "x"] } }, "a.b.1 must be a number"],
  [z.object({}), [], "body must be an object"],
])("faults are told in words that follow the field's name (%#)", (schema, value, message) => {
  expect(faultsOf(schema, value)).toBe(message);
});

const forms = z.object({
  place: z.union([
    z.object({ type: z.literal("room"), number: z.int() }),
    z.object({ type: z.literal("street"), name: z.string() }),
    z.string().max(3, "must be short"),
  ]),
});

test.each<[unknown, string]>([
  [{ type: "street" }, "place.name is required"],
  [{ type: "room", number: "x" }, "place.number must be a number"],
  [{ type: "moon" }, "place.type must be one of room, street"],
  ["too long", "place must be short"],
  [7, "place has a form that is not understood here"],
])("of a union, the form that was meant tells what is wrong (%j)", (place, message) => {
  expect(faultsOf(forms, { place })).toBe(message);
});

test("the faults are listed one by one as well", () => {
  const schema = z.object({ a: z.string("Say a."), b: z.string("Say a.") });
  const thrown = expect.objectContaining({
    status: 400,
    message: "Say a.",
    details: {
      field: "a",
      reason: "input_not_valid",
      errors: [
        { field: "a", message: "Say a." },
        { field: "b", message: "Say a." },
      ],
    },
  });
  expect(() => parseInput(schema, {})).toThrow(thrown);
});
