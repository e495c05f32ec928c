import { expect, test } from "vitest";
import { complainAboutNode } from "./node-version.mjs";

test.each(["20.19.0", "20.20.2", "22.0.0", "26.1.0"])("Node %s will do", (version) => {
  expect(complainAboutNode(version)).toBeUndefined();
});

test.each(["18.20.4", "20.9.0", "20.18.3"])(
  "Node %s is refused with the version that is needed",
  (version) => {
    expect(complainAboutNode(version)).toContain(
      `Punctual needs Node 20.19 or newer; this is Node ${version}.`,
    );
  },
);
