import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import { setImmediate as aTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect, head, serveWith, statuses } from "@/testing/bounded-server";
import { createIntake } from "./intake";

describe("with a crowd in progress", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Takes a request that waits for so many milliseconds; says what became of it. */
  async function arrive({ take }: ReturnType<typeof createIntake>, milliseconds: number, share = "a") {
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

  const limits = { burst: 3, crowd: 2, late: 10 };
  const fates = (all: { fate: string }[]) => all.map(({ fate }) => fate);

  test("refuses a request that could not be begun at once, and no other", async () => {
    const intake = createIntake(limits);
    const crowd = [await arrive(intake, 60), await arrive(intake, 60)];
    expect(fates(crowd), "however late, before there is a crowd").toEqual(["begun", "begun"]);
    expect(fates([await arrive(intake, 60)]), "late for longer than a burst").toEqual(["refused"]);
    const another = await arrive(intake, 9);
    expect(another.fate, "while the process keeps up").toBe("begun");
    for (const { end } of [...crowd, another]) end();
    expect(fates([await arrive(intake, 60)]), "once the crowd is gone").toEqual(["begun"]);
  });

  test("lets a burst pass, but not a larger one, and again once the process has kept up for a second", async () => {
    const intake = createIntake(limits);
    const burst = [
      await arrive(intake, 20),
      await arrive(intake, 20),
      await arrive(intake, 20),
      await arrive(intake, 20),
    ];
    expect(fates(burst)).toEqual(["begun", "begun", "begun", "refused"]);
    vi.advanceTimersByTime(1_000);
    const later = [await arrive(intake, 5), await arrive(intake, 20), await arrive(intake, 20)];
    expect(fates(later)).toEqual(["begun", "begun", "begun"]);
  });

  test("leaves each share its part, so that one organization's crowd refuses no other", async () => {
    const intake = createIntake(limits);
    const own = [await arrive(intake, 60), await arrive(intake, 60), await arrive(intake, 60)];
    expect(fates(own)).toEqual(["begun", "begun", "refused"]);
    const others = [await arrive(intake, 60, "b"), await arrive(intake, 60, "b")];
    expect(fates(others)).toEqual(["begun", "refused"]);
  });

  test("does not count who has been in progress for long, waiting for a slow client", async () => {
    const intake = createIntake(limits);
    await arrive(intake, 60);
    await arrive(intake, 60);
    expect((await arrive(intake, 60)).fate).toBe("refused");
    vi.advanceTimersByTime(1_000);
    expect((await arrive(intake, 60)).fate).toBe("begun");
  });
});

test("connections come in before the work of those that came before them", async () => {
  const clients = 40;
  const counts: number[] = [];
  let accepted = 0;
  const { port, server } = await serveWith(
    (_request, response) => {
      counts.push(accepted);
      response.end();
    },
    { intake: { accepting: 20_000 } },
  );
  server.on("connection", () => (accepted += 1));
  const all = Array.from({ length: clients }, () => connect(port, head("GET", "/", "Connection: close")));
  await Promise.all(all.map(({ closed }) => closed));
  expect(counts).toEqual(Array(clients).fill(clients));
  expect(all.flatMap(({ text }) => statuses(text()))).toEqual(Array(clients).fill(200));
});
