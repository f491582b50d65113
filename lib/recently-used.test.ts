import { expect, test } from "vitest";
import { RecentlyUsed } from "./recently-used";

test("remembers the keys that were set last, and forgets what it is told to", () => {
  const two = new RecentlyUsed<number>(2);
  two.set("a", 1);
  two.set("b", 2);
  two.set("a", 3);
  two.set("c", 4);
  expect([two.get("a"), two.get("b"), two.get("c")]).toEqual([3, undefined, 4]);
  two.delete("a");
  expect(two.get("a")).toBeUndefined();
});
