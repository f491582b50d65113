import { expect, test } from "vitest";
import { streamOf } from "./stream";

async function* counting(taken: number[], failAt = Number.POSITIVE_INFINITY): AsyncGenerator<string> {
  try {
    for (let index = 0; ; index += 1) {
      if (index === failAt) throw new Error("the database went away");
      taken.push(index);
      yield `${index};`;
    }
  } finally {
    taken.push(-1); // closed
  }
}

test("a piece is made only when the reader asks for it, and none after the reader has left", async () => {
  const taken: number[] = [];
  const reader = streamOf(counting(taken), {}).getReader();
  expect(taken).toEqual([]);
  await reader.read();
  await reader.read();
  expect(taken).toEqual([0, 1]);
  await reader.cancel();
  expect(taken).toEqual([0, 1, -1]);
});

test("a reader who leaves while a piece is made breaks nothing", async () => {
  let finish = () => {};
  const slow = new Promise<void>((resolve) => {
    finish = resolve;
  });
  async function* pieces() {
    yield "first";
    await slow;
    yield "second";
  }
  const faults: unknown[] = [];
  const note = (reason: unknown) => faults.push(reason);
  process.on("unhandledRejection", note);
  const reader = streamOf(pieces(), {}).getReader();
  await reader.read();
  const waiting = reader.read();
  const left = reader.cancel();
  finish();
  await left;
  expect(await waiting).toEqual({ done: true, value: undefined });
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", note);
  expect(faults).toEqual([]);
});

test("a failure in the middle is the reader's failure, never a short but whole answer", async () => {
  const response = new Response(streamOf(counting([], 3), {}));
  await expect(response.text()).rejects.toThrow("the database went away");
});
