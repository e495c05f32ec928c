import { expect, test } from "vitest";
import { usernameSchema } from "@/server/domain/accounts/organizer-details";
import { suggestUsername } from "./suggest-username";

test.each([
  ["Ada Lovelace", "ada-lovelace"],
  ["Zoë van der Berg", "zoe-van-der-berg"],
  ["  O’Neill, J.  ", "o-neill-j"],
  ["山田 太郎", ""],
])("%j becomes %j", (name, username) => expect(suggestUsername(name)).toBe(username));

test("a long name becomes one that is short enough and doesn't end in a hyphen", () => {
  const username = suggestUsername(`${"a".repeat(39)} b`);
  expect(usernameSchema.parse(username)).toBe("a".repeat(39));
});
