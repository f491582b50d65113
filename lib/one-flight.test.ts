import { expect, test } from "vitest";
import { createOneFlight } from "./one-flight";

test("callers during a question share the next one, and a failure reaches only those who shared it", async () => {
  const answers: { resolve(answer: number): void; reject(reason: Error): void }[] = [];
  const ask = createOneFlight(() => new Promise<number>((resolve, reject) => answers.push({ resolve, reject })));
  const settled = async (flights: Promise<number>[]) =>
    (await Promise.allSettled(flights)).map((flight) => (flight.status === "fulfilled" ? flight.value : "failed"));

  const first = ask();
  const during = [ask(), ask()];
  expect(answers.length).toBe(1);
  answers[0]?.resolve(1);
  expect(await first).toBe(1);
  await expect.poll(() => answers.length).toBe(2);
  const later = ask();
  answers[1]?.reject(new Error("gone"));
  expect(await settled(during)).toEqual(["failed", "failed"]);
  await expect.poll(() => answers.length).toBe(3);
  answers[2]?.resolve(3);
  expect(await settled([later])).toEqual([3]);
  void ask();
  expect(answers.length).toBe(4);
});
