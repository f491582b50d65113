import { expect, test, vi } from "vitest";
import { areOthersServed, noteServed, rememberShare, shareOf } from "./fair-share";

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

test("knows of each share whether another was served within the last second", () => {
  const start = performance.now() + 2_000; // whatever was served before no longer counts
  const now = vi.spyOn(performance, "now");
  const serve = (at: number, share: string) => {
    now.mockReturnValue(start + at);
    noteServed(share);
  };
  const alone = (at: number) => {
    now.mockReturnValue(start + at);
    return ["a", "b", "c"].filter((share) => !areOthersServed(share)).join("");
  };
  serve(0, "a");
  expect(alone(0), "b and c see a").toBe("a");
  serve(300, "b");
  expect(alone(900)).toBe("");
  serve(1_000, "b");
  serve(1_100, "b");
  expect(alone(1_200), "a was last served 1.2 s ago").toBe("b");
  serve(1_300, "a");
  expect(alone(2_050), "b was last served 0.95 s ago").toBe("");
  expect(alone(2_150)).toBe("a");
  expect(alone(2_300), "nobody is served any more").toBe("abc");
  now.mockRestore();
});
