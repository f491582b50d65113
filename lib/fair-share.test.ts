import { expect, test } from "vitest";
import { rememberShare, shareOf } from "./fair-share";

test("a credential known to be valid takes its organization's turn, and any other its network's", () => {
  rememberShare("hash-of-a", "org_a");
  expect(shareOf("hash-of-a", "192.0.2.1")).toBe("org_a");
  expect(shareOf("made-up-1", "192.0.2.1")).toBe("192.0.2.1");
  expect(shareOf("made-up-2", "192.0.2.1"), "made-up credentials share one turn").toBe("192.0.2.1");
  expect(shareOf(undefined, "192.0.2.1")).toBe("192.0.2.1");
});

test("remembers the ten thousand used last", () => {
  for (let n = 0; n < 10_000; n += 1) rememberShare(`many-${n}`, "org_many");
  rememberShare("many-0", "org_many"); // used again
  rememberShare("one-more", "org_more");
  expect(shareOf("many-0", "network")).toBe("org_many");
  expect(shareOf("many-1", "network")).toBe("network");
  expect(shareOf("many-2", "network")).toBe("org_many");
});
