import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createGate } from "./gate";

type Held = { end: (error?: Error) => void; done: Promise<unknown> };

type Gate = ReturnType<typeof createGate>;

/** Passes the gate and stays inside until `end`; calls `entered` once inside. */
function hold(pass: Gate, key = "a", entered: (key: string) => void = () => {}): Held {
  let end: Held["end"] = () => {};
  const inside = new Promise<void>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve());
  });
  const work = () => {
    entered(key);
    return inside;
  };
  const done = pass(key, work);
  done.catch(() => {}); // one that a test leaves waiting is refused after it
  return { end, done };
}

/** Holds one for each key, in that order, and records the order in which they came in. */
function holdAll(pass: Gate, keys: readonly string[]) {
  const order: string[] = [];
  const held = keys.map((key) => ({ key, ...hold(pass, key, (entered) => order.push(entered)) }));
  const leave = async (key: string) => {
    const index = held.findIndex((one) => one.key === key);
    const [first] = held.splice(index, 1);
    first?.end();
    await first?.done;
  };
  return { order, leave };
}

const overloaded = { code: "overloaded" };
const patient = { queueLimit: 200, queueLimitPerKey: 200, waitMilliseconds: 5_000 };

test("runs as many at once as there are slots, and the others in turn", async () => {
  const pass = createGate({ slots: 2, ...patient });
  let [inside, most] = [0, 0];
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 10 }, (_, turn) =>
      pass("a", async () => {
        inside += 1;
        most = Math.max(most, inside);
        order.push(turn);
        await new Promise((resolve) => setImmediate(resolve));
        inside -= 1;
      }),
    ),
  );
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("passes on its work's result or error, and continues after both", async () => {
  const pass = createGate({ slots: 1, ...patient });
  expect(await pass("a", async () => "result")).toBe("result");
  await expect(pass("a", () => Promise.reject(new Error("its own")))).rejects.toThrow("its own");
  await expect(
    pass("a", () => {
      throw new Error("at once");
    }),
  ).rejects.toThrow("at once");
  expect(await pass("a", async () => "again")).toBe("again");
});

test("refuses at once when the queue is full, and accepts more once it is not", async () => {
  const pass = createGate({ slots: 1, queueLimit: 2, queueLimitPerKey: 2, waitMilliseconds: 60_000 });
  const first = hold(pass);
  const waiting = [hold(pass), hold(pass)];
  await expect(pass("a", async () => "never")).rejects.toMatchObject(overloaded); // and not after the wait of a minute
  first.end();
  await first.done;
  waiting.push(hold(pass));
  for (const held of waiting) held.end();
  await Promise.all(waiting.map((held) => held.done));
});

test("refuses work that has waited too long, without running it or losing the slot", async () => {
  const pass = createGate({ slots: 1, ...patient, waitMilliseconds: 30 });
  const first = hold(pass);
  let ran = false;
  const late = pass("a", async () => {
    ran = true;
  });
  await expect(late).rejects.toMatchObject(overloaded);
  first.end(new Error("the one inside failed"));
  await expect(first.done).rejects.toThrow("the one inside failed");
  expect(await pass("a", async () => "free")).toBe("free");
  expect(ran).toBe(false);
});

describe("a backlog that lasts", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("refuses at once whoever would wait too long, but no key that has few before it", async () => {
    const pass = createGate({ slots: 1, ...patient, waitMilliseconds: 60_000, expectedMilliseconds: 200 });
    const { order, leave } = holdAll(pass, Array<string>(110).fill("a"));
    for (let turn = 0; turn < 4; turn += 1) {
      vi.advanceTimersByTime(50);
      await leave("a");
    }
    await expect(pass("a", async () => "never")).rejects.toMatchObject(overloaded); // at 50 ms a turn
    const other = hold(pass, "b", (key) => order.push(key));
    await leave("a");
    await leave("a");
    expect(order.join("")).toBe("aaaaaab");
    other.end();
    await other.done;
    while (order.length < 111) await leave("a");
    await leave("a");
    expect(await pass("a", async () => "free"), "once it is gone").toBe("free");
  });

  test.each([
    ["a burst", 110, 90],
    ["a short queue", 80, 500],
  ])("%s is no overload", async (_, length, milliseconds) => {
    const pass = createGate({ slots: 1, ...patient, waitMilliseconds: 60_000, expectedMilliseconds: 200 });
    const { order, leave } = holdAll(pass, Array<string>(length).fill("a"));
    vi.advanceTimersByTime(milliseconds);
    await leave("a");
    const late = hold(pass, "a", (key) => order.push(key)); // at that pace it would wait longer
    for (let turn = 1; turn < length; turn += 1) await leave("a");
    expect(order).toHaveLength(length + 1);
    late.end();
    await late.done;
  });
});

describe("with several keys", () => {
  test("keys take turns, however long another key's queue is", async () => {
    const pass = createGate({ slots: 1, ...patient });
    const { order, leave } = holdAll(pass, ["a", "a", "a", "a", "b", "b", "c"]);
    for (const key of ["a", "a", "b", "c", "a", "b", "a"]) await leave(key);
    expect(order.join("")).toBe("aabcaba");
  });

  test("one key never gets more than half of the slots while another waits", async () => {
    const pass = createGate({ slots: 4, ...patient });
    const { order, leave } = holdAll(pass, [..."aaaaaaaabbb"]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(order.join(""), "alone it may have them all").toBe("aaaa");
    await leave("a");
    await leave("a");
    expect(order.join(""), "what gets free goes to the one who has less than half").toBe("aaaabb");
    await leave("b");
    expect(order.join(""), "also where the first has waited longer").toBe("aaaabbb");
    await leave("b");
    expect(order.join(""), "and nobody waits for half when no one else does").toBe("aaaabbba");
  });

  test("no slot stays empty when every key has its half", async () => {
    const pass = createGate({ slots: 3, ...patient });
    const { order, leave } = holdAll(pass, [..."aabbab"]);
    await leave("a");
    expect(order).toHaveLength(4);
    await leave("b");
    expect(order).toHaveLength(5);
  });

  test("one key never gets more than its own slots, and the others need not wait for it", async () => {
    const pass = createGate({ slots: 4, slotsPerKey: 2, ...patient });
    const { order, leave } = holdAll(pass, [..."aaaabc"]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(order.join(""), "one slot each, though a waits").toBe("aabc");
    await leave("b");
    expect(order.join(""), "also when one gets free").toBe("aabc");
    await leave("a");
    expect(order.join("")).toBe("aabca");
  });

  test("a key that is alone and has to rests after its work, while another is let in at once", async () => {
    let rests = true;
    const pass = createGate({ slots: 1, ...patient, rests: (key) => rests && key === "a" });
    const { order, leave } = holdAll(pass, [..."aaab"]);
    await leave("a");
    expect(order.join("")).toBe("aa");
    await leave("a");
    expect(order.join(""), "b had its turn without a rest").toBe("aab");
    await leave("b");
    await expect.poll(() => order.join("")).toBe("aaba");
    const more = holdAll(pass, [..."aa"]);
    rests = false;
    await leave("a");
    expect(more.order.join(""), "without a rest").toBe("a");
  });

  test("one key cannot fill the queue for the others, and is refused by itself", async () => {
    const limits = { slots: 1, queueLimit: 3, queueLimitPerKey: 2, waitMilliseconds: 60_000 };
    const pass = createGate(limits);
    const held = [hold(pass), hold(pass), hold(pass)];
    await expect(pass("a", async () => "never")).rejects.toMatchObject(overloaded);
    held.push(hold(pass, "b"));
    await expect(
      pass("c", async () => "never"),
      "the queue of all is bounded too",
    ).rejects.toMatchObject(overloaded);
    for (const { end } of held) end();
    await Promise.all(held.map(({ done }) => done));
    expect(await pass("a", async () => "free")).toBe("free");
  });

  test("a key whose waiter gave up loses no turn and takes none", async () => {
    const pass = createGate({ slots: 1, ...patient, waitMilliseconds: 30 });
    const first = hold(pass);
    await expect(pass("b", async () => "late")).rejects.toMatchObject(overloaded);
    first.end();
    await first.done;
    expect(await Promise.all([pass("b", async () => 1), pass("a", async () => 2)])).toEqual([1, 2]);
  });
});
