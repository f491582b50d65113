import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import { setImmediate as aTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createIntake } from "./intake";

describe("with a crowd in progress", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Takes a request that waits for so many milliseconds; says what became of it. */
  async function arrive(take: ReturnType<typeof createIntake>, milliseconds: number, share = "a") {
    const response = new EventEmitter();
    let fate = "waiting";
    take({
      response: response as ServerResponse,
      shareOf: () => share,
      work: () => (fate = "begun"),
      refuse: () => (fate = "refused"),
    });
    expect(fate, "before the turn of those that came before it").toBe("waiting");
    vi.advanceTimersByTime(milliseconds);
    await aTurn();
    return { fate, end: () => response.emit("close") };
  }

  const limits = { late: 10, crowd: 2, burst: 4, lasting: 150, calm: 300 };
  const fates = (all: { fate: string }[]) => all.map(({ fate }) => fate);

  /** An intake with a crowd that has lasted for longer than a burst. */
  async function crowded(crowd = limits.crowd) {
    const intake = createIntake({ ...limits, crowd });
    const begun = [];
    for (let count = 0; count <= crowd; count += 1) begun.push(await arrive(intake, 60));
    expect(fates(begun), "however late, before there is a crowd, and in a burst").toEqual(begun.map(() => "begun"));
    vi.advanceTimersByTime(160);
    return { intake, begun };
  }

  test("refuses a request that could not be begun at once, and no other", async () => {
    const { intake, begun } = await crowded();
    expect((await arrive(intake, 60)).fate).toBe("refused");
    const another = await arrive(intake, 9);
    expect(another.fate, "while the process keeps up").toBe("begun");
    for (const { end } of [...begun, another]) end();
    expect((await arrive(intake, 60)).fate, "once the crowd is gone").toBe("begun");
  });

  test("lets a burst pass, but not a larger one, and another only after a calm", async () => {
    const intake = createIntake(limits);
    const late = () => arrive(intake, 20);
    const burst = [await late(), await late(), await late(), await late(), await late()];
    expect(fates(burst)).toEqual(["begun", "begun", "begun", "begun", "refused"]);
    const end = () => {
      for (const one of burst.splice(0)) one.end();
    };
    end();
    vi.advanceTimersByTime(160);
    burst.push(await late(), await late(), await late());
    expect(fates(burst), "at once").toEqual(["begun", "begun", "refused"]);
    end();
    vi.advanceTimersByTime(310);
    expect(fates([await late(), await late(), await late(), await late()])).toEqual(Array(4).fill("begun"));
  });

  test("leaves each share its part, so that one organization's crowd refuses no other", async () => {
    const { intake } = await crowded(3);
    const others = [await arrive(intake, 60, "b"), await arrive(intake, 60, "b"), await arrive(intake, 60)];
    expect(fates(others)).toEqual(["begun", "refused", "refused"]);
  });

  test("does not count who has been in progress for long, waiting for a slow client", async () => {
    const { intake } = await crowded();
    expect((await arrive(intake, 60)).fate).toBe("refused");
    vi.advanceTimersByTime(1_000);
    expect(fates([await arrive(intake, 60), await arrive(intake, 60)])).toEqual(["begun", "begun"]);
  });
});
