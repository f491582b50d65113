import { sql } from "drizzle-orm";
import { settled } from "@/lib/settled";
import { createTogether } from "@/lib/together";
import { type Caller, type Entry, enter } from "./enter";
import { isLockTimeout } from "./errors";
import type { Tx } from "./transaction";

/** One of several requests of a caller. `admit` notes the caller, and throws what the request is refused with. */
type Asking<A> = { asked: A; admit: (caller: Caller) => void };

/** Thrown in a transaction for several that would wait for a lock of another one: nothing of it is kept. */
class HeldUp extends Error {}

// One caller is admitted for all, so all have the same credential and select the same OU.
const callerOf = ({ presented, selectedUnitId }: Entry) => JSON.stringify([presented, selectedUnitId]);

// The statement leaves at once, ahead of the work's.
const limitWaiting = (tx: Tx) => tx.execute(sql`select set_config('lock_timeout', '50ms', true)`).then(() => {});

/**
 * Makes a function that enters once for a request and for the others that the same caller sends at the same time
 * (lib/together.ts). `write` gets what all of them ask, in order, and returns a result for each, of which the function returns
 * the request's own. Like the last argument of `enter`, it runs ahead and is undone if the caller is refused. If it would wait
 * for somebody else's lock for longer than 50 ms, it is undone too, and each request goes on `alone`.
 */
export function createEntrance<A, T>() {
  const take = createTogether<Asking<A>, T>();
  return async (
    entry: Entry,
    asking: Asking<A>,
    write: (tx: Tx, all: A[]) => Promise<T[]>,
    alone: () => Promise<T>,
  ): Promise<T> => {
    const run = (all: Asking<A>[]) => {
      const ahead = async (tx: Tx) => {
        if (all.length > 1) void limitWaiting(tx).catch(() => {}); // a failure is the next statement's too
        return settled(
          write(
            tx,
            all.map(({ asked }) => asked),
          ),
        );
      };
      const work = async (caller: Caller, outcome: () => T[]) => {
        admitAll(all, caller);
        try {
          return outcome();
        } catch (error) {
          throw all.length > 1 && isLockTimeout(error) ? new HeldUp("somebody else holds a lock") : error;
        }
      };
      return enter(entry, work, ahead);
    };
    return take(callerOf(entry), asking, run).catch((error: unknown) => {
      if (error instanceof HeldUp) return alone();
      throw error;
    });
  };
}

// Each request notes the caller, before the first refusal ends all of them.
function admitAll(all: Asking<unknown>[], caller: Caller): void {
  const refusals = all.flatMap(({ admit }) => {
    try {
      admit(caller);
      return [];
    } catch (refusal) {
      return [refusal];
    }
  });
  if (refusals.length > 0) throw refusals[0];
}
