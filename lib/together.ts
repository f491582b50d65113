import { setImmediate as endOfTurn } from "node:timers/promises";
import { createGate } from "./gate";

type Group<I, O> = { items: I[]; results: Promise<O[]> };

/** The most calls that run together. */
const MOST = 32;

/**
 * Makes a function that runs calls with the same key together: those of one turn of the event loop, and those that arrive
 * while two runs of the key are under way. The first call's `run` gets all their items, in order, and each call returns its
 * own item's result. If the run fails, they all fail. Throws overloaded, as the gate does.
 */
export function createTogether<I, O>() {
  const pass = createGate({
    slots: Number.POSITIVE_INFINITY,
    slotsPerKey: 2, // one run waits for the database while the other uses this process
    queueLimit: 1_000,
    queueLimitPerKey: 20,
    waitMilliseconds: 5_000,
  });
  const gathering = new Map<string, Group<I, O>>();

  function gather(key: string, run: (items: I[]) => Promise<O[]>): Group<I, O> {
    const items: I[] = [];
    const close = () => {
      if (gathering.get(key)?.items === items) gathering.delete(key);
    };
    const begin = async () => {
      await endOfTurn();
      close();
      return run(items);
    };
    const group = { items, results: pass(key, begin).finally(close) };
    gathering.set(key, group);
    return group;
  }

  return async (key: string, item: I, run: (items: I[]) => Promise<O[]>): Promise<O> => {
    const known = gathering.get(key);
    const group = known && known.items.length < MOST ? known : gather(key, run);
    const index = group.items.push(item) - 1;
    return (await group.results)[index] as O;
  };
}
