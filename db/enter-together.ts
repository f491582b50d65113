import { sql } from "drizzle-orm";
import { settled } from "@/lib/settled";
import { createTogether } from "@/lib/together";
import { type Caller, type Entry, enter } from "./enter";
import { isLockTimeout } from "./errors";
import type { Tx } from "./transaction";

/** One of several requests of a caller. `admit` notes the caller, and throws what the request is refused with. */
type Asking<A> = { asked: A; admit: (caller: Caller) => void };

/** Rolls back a transaction for several requests that would wait too long for somebody else's lock. */
class HeldUp extends Error {}

// The caller is admitted for all of them, so they must have the same credential and select the same OU.
const keyOf = ({ presented, selectedUnitId }: Entry) => JSON.stringify([presented, selectedUnitId]);

// Sent at once, ahead of the work's statements. If it fails, they fail too.
const limitWaiting = (tx: Tx) => void tx.execute(sql`select set_config('lock_timeout', '50ms', true)`).catch(() => {});

/**
 * Makes a function that enters once for a request and for the others that the same caller sends at the same time
 * (lib/together.ts). `write` gets what all of them ask, in order, and returns a result for each; each request gets its own. Like
 * the last argument of `enter`, it runs ahead of the decision and is undone if the caller is refused. If it has to wait for
 * somebody else's lock for longer than 50 ms, it is undone too, and each request is written `alone`.
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
        if (all.length > 1) limitWaiting(tx);
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
    return take(keyOf(entry), asking, run).catch((error: unknown) => {
      if (error instanceof HeldUp) return alone();
      throw error;
    });
  };
}

// Every request notes the caller, even if the first one's refusal ends them all.
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
