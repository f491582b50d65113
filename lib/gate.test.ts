import { expect, test } from "vitest";
import { createGate } from "./gate";

type Held = { end: (error?: Error) => void; done: Promise<unknown> };

/** Enters the gate and stays inside until `end`. */
function hold(pass: ReturnType<typeof createGate>): Held {
  let end: Held["end"] = () => {};
  const inside = new Promise<void>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve());
  });
  return { end, done: pass(() => inside) };
}

const overloaded = { code: "overloaded" };

test("lets as many in as there are slots, and the others in turn", async () => {
  const pass = createGate({ slots: 2, queueLimit: 10, waitMilliseconds: 5_000 });
  let [inside, most] = [0, 0];
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 10 }, (_, turn) =>
      pass(async () => {
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

test("gives its work's result, and its error, and goes on after both", async () => {
  const pass = createGate({ slots: 1, queueLimit: 1, waitMilliseconds: 1_000 });
  expect(await pass(async () => "result")).toBe("result");
  await expect(pass(() => Promise.reject(new Error("its own")))).rejects.toThrow("its own");
  await expect(
    pass(() => {
      throw new Error("at once");
    }),
  ).rejects.toThrow("at once");
  expect(await pass(async () => "again")).toBe("again");
});

test("refuses at once when the queue is full, and takes more once it is not", async () => {
  const pass = createGate({ slots: 1, queueLimit: 2, waitMilliseconds: 60_000 });
  const first = hold(pass);
  const waiting = [hold(pass), hold(pass)];
  await expect(pass(async () => "never")).rejects.toMatchObject(overloaded); // and not after the wait of a minute
  first.end();
  await first.done;
  waiting.push(hold(pass));
  for (const held of waiting) held.end();
  await Promise.all(waiting.map((held) => held.done));
});

test("refuses whoever waits too long, without running their work or losing the slot", async () => {
  const pass = createGate({ slots: 1, queueLimit: 5, waitMilliseconds: 30 });
  const first = hold(pass);
  let ran = false;
  const late = pass(async () => {
    ran = true;
  });
  await expect(late).rejects.toMatchObject(overloaded);
  first.end(new Error("the one inside failed"));
  await expect(first.done).rejects.toThrow("the one inside failed");
  expect(await pass(async () => "free")).toBe("free");
  expect(ran).toBe(false);
});
