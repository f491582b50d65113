import { expect, test } from "vitest";
import { createTogether } from "./together";

/** Runs that a test ends by hand; `begun` are the items of each, in the order of the runs. */
function held() {
  const begun: string[][] = [];
  const ends: ((error?: Error) => void)[] = [];
  const run = (items: string[]) => {
    begun.push([...items]);
    return new Promise<string[]>((resolve, reject) => {
      ends.push((error) => (error ? reject(error) : resolve(items.map((item) => item.toUpperCase()))));
    });
  };
  return { begun, ends, run };
}

const turns = async (count = 3) => {
  for (let n = 0; n < count; n += 1) await new Promise((resolve) => setImmediate(resolve));
};

test("calls of one turn run together, and each gets its own result", async () => {
  const take = createTogether<string, string>();
  const { begun, ends, run } = held();
  // Each in an event of its own, as requests arrive.
  const event = (item: string) =>
    new Promise<Promise<string>[]>((resolve) => setImmediate(() => resolve([take("key", item, run)])));
  const calls = (await Promise.all(["a", "b", "c"].map(event))).flat();
  await turns();
  ends[0]?.();
  expect(await Promise.all(calls)).toEqual(["A", "B", "C"]);
  expect(begun).toEqual([["a", "b", "c"]]);
});

test("calls that arrive during two runs go into the next one, 32 at most", async () => {
  const take = createTogether<string, string>();
  const { begun, ends, run } = held();
  const calls = [take("key", "a", run)];
  await turns();
  calls.push(take("key", "b", run));
  await turns();
  for (let n = 0; n < 40; n += 1) calls.push(take("key", `c${n}`, run));
  await turns();
  expect(begun).toEqual([["a"], ["b"]]);
  ends[1]?.();
  await turns();
  expect(begun.map(({ length }) => length)).toEqual([1, 1, 32]);
  for (const n of [0, 2, 3]) {
    ends[n]?.();
    await turns();
  }
  expect(begun.map(({ length }) => length)).toEqual([1, 1, 32, 8]);
  expect(await Promise.all(calls)).toEqual(["A", "B", ...Array.from({ length: 40 }, (_, n) => `C${n}`)]);
});

test("keys do not wait for each other, and never run together", async () => {
  const take = createTogether<string, string>();
  const { begun, ends, run } = held();
  const calls = [take("one", "a", run), take("other", "b", run), take("one", "c", run)];
  await turns();
  expect(begun).toEqual([["a", "c"], ["b"]]);
  for (const end of ends) end();
  expect(await Promise.all(calls)).toEqual(["A", "B", "C"]);
});

test("if a run fails, all its calls fail, and later ones run", async () => {
  const take = createTogether<string, string>();
  const { ends, run } = held();
  const calls = [take("key", "a", run), take("key", "b", run)];
  await turns();
  ends[0]?.(new Error("no"));
  expect(await Promise.allSettled(calls)).toMatchObject([{ reason: { message: "no" } }, { reason: { message: "no" } }]);
  const later = take("key", "c", run);
  await turns();
  ends[1]?.();
  expect(await later).toBe("C");
});

test("refuses calls at once if too many wait, and goes on with the others", async () => {
  const take = createTogether<string, string>();
  const { ends, run } = held();
  const first = take("key", "a", run);
  await turns();
  const second = take("key", "b", run);
  await turns();
  const waiting = Array.from({ length: 20 * 32 }, (_, n) => take("key", `b${n}`, run));
  await expect(take("key", "c", run)).rejects.toMatchObject({ code: "overloaded" });
  for (let n = 0; n <= 21; n += 1) {
    ends[n]?.();
    await turns();
  }
  expect(await Promise.all([first, second])).toEqual(["A", "B"]);
  expect((await Promise.all(waiting)).at(-1)).toBe("B639");
});
