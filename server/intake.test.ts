import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import { setImmediate as aTurn } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createIntake } from "./intake";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

type Take = ReturnType<typeof createIntake>;

/** Takes a request of a share; says what has become of it. */
function send(take: Take, share = "a") {
  const response = new EventEmitter();
  const become = (fate: string) => () => {
    sent.fate = fate;
  };
  const sent = { fate: "waiting", end: () => response.emit("close") };
  take({
    response: response as ServerResponse,
    shareOf: () => share,
    work: become("begun"),
    refuse: become("refused"),
  });
  expect(sent.fate, "before what has arrived with it is read").toBe("waiting");
  return sent;
}

async function arrive(take: Take, share?: string) {
  const sent = send(take, share);
  await aTurn();
  return sent;
}

const limits = { crowd: 2, burst: 4, lasting: 150, calm: 300, wait: 50, together: 4 };
const fates = (all: { fate: string }[]) => all.map(({ fate }) => fate);

/** An intake with a crowd that has lasted for longer than a burst, and whose answers take so many milliseconds each. */
async function crowded(milliseconds: number, crowd = limits.crowd) {
  const take = createIntake({ ...limits, crowd });
  const begun = [];
  for (let count = 0; count <= crowd; count += 1) begun.push(await arrive(take));
  expect(fates(begun), "in a burst").toEqual(begun.map(() => "begun"));
  vi.advanceTimersByTime(milliseconds);
  begun.shift()?.end();
  vi.advanceTimersByTime(160 - milliseconds);
  return { take, begun };
}

test("with a crowd in progress, refuses what would wait for long, and no other", async () => {
  const slow = await crowded(30);
  expect((await arrive(slow.take)).fate).toBe("refused");
  for (const { end } of slow.begun) end();
  expect((await arrive(slow.take)).fate, "once the crowd is gone").toBe("begun");

  const quick = await crowded(20);
  expect((await arrive(quick.take)).fate, "while the process keeps up").toBe("begun");
});

test("lets a burst pass, but not a larger one, and another only after a calm", async () => {
  const { take, begun } = await crowded(120);
  const end = () => {
    for (const one of begun.splice(0)) one.end();
  };
  end();
  begun.push(await arrive(take), await arrive(take), await arrive(take));
  expect(fates(begun), "at once").toEqual(["begun", "begun", "refused"]);
  end();
  vi.advanceTimersByTime(310);
  for (let count = 0; count < 4; count += 1) begun.push(await arrive(take));
  expect(fates(begun), "after a calm").toEqual(["begun", "begun", "begun", "begun"]);
  vi.advanceTimersByTime(120);
  begun.pop()?.end();
  begun.push(await arrive(take), await arrive(take));
  expect(fates(begun.slice(-2)), "more than a burst").toEqual(["begun", "refused"]);
});

test("leaves each share its part, so that one organization's crowd refuses no other", async () => {
  const { take } = await crowded(120, 3);
  const others = [await arrive(take, "b"), await arrive(take, "b"), await arrive(take)];
  expect(fates(others)).toEqual(["begun", "refused", "refused"]);
});

test("does not count who has been in progress for long, waiting for a slow client", async () => {
  const { take } = await crowded(120);
  expect((await arrive(take)).fate).toBe("refused");
  vi.advanceTimersByTime(1_000);
  expect(fates([await arrive(take), await arrive(take)])).toEqual(["begun", "begun"]);
});

test("begins a few of each share in a turn, in the order of their arrival", async () => {
  const take = createIntake({ ...limits, crowd: 100, burst: 100 });
  const flood = Array.from({ length: 10 }, () => send(take));
  const neighbour = send(take, "b");
  const begun = () => flood.findLastIndex(({ fate }) => fate === "begun") + 1;
  await aTurn();
  expect([begun(), neighbour.fate]).toEqual([4, "begun"]);
  await aTurn();
  flood.push(send(take));
  expect(begun()).toBe(8);
  await aTurn();
  expect([begun(), new Set(fates(flood))]).toEqual([11, new Set(["begun"])]);
});
