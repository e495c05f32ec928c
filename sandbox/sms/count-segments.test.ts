import { expect, it } from "vitest";
import { countSegments } from "./count-segments";

it.each([
  ["160 plain characters", "x".repeat(160), 1],
  ["161 plain characters", "x".repeat(161), 2],
  ["306 plain characters", "x".repeat(306), 2],
  ["307 plain characters", "x".repeat(307), 3],
  ["80 characters that count double", "€".repeat(80), 1],
  ["81 characters that count double", "€".repeat(81), 2],
  ["70 characters outside GSM-7", "’".repeat(70), 1],
  ["71 characters outside GSM-7", "’".repeat(71), 2],
  ["34 emoji of two units each", "🙂".repeat(34), 1],
  ["36 emoji of two units each", "🙂".repeat(36), 2],
])("%s", (_, body, segments) => expect(countSegments(body)).toBe(segments));
