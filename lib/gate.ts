import { DomainError } from "./errors";

type Limits = {
  /** How many may be inside at once. */
  slots: number;
  /** How many may wait; one more is refused at once. */
  queueLimit: number;
  /** How long one may wait before it is refused. */
  waitMilliseconds: number;
};

/**
 * A bounded queue before a scarce thing (a database connection, a hashing thread). Returns a function that runs its
 * argument once there is room. Throws DomainError `overloaded` when the queue is full or the wait too long, so that an
 * overload is a 503 at once and not a wait without end.
 */
export function createGate({ slots, queueLimit, waitMilliseconds }: Limits) {
  let free = slots;
  const waiting = new Set<() => void>();

  function enter(): Promise<void> | undefined {
    if (free > 0) {
      free -= 1;
      return undefined;
    }
    if (waiting.size >= queueLimit) throw new DomainError("overloaded");
    return new Promise((resolve, reject) => {
      const proceed = () => {
        clearTimeout(timer);
        waiting.delete(proceed);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.delete(proceed);
        reject(new DomainError("overloaded"));
      }, waitMilliseconds);
      waiting.add(proceed);
    });
  }

  function leave(): void {
    const [next] = waiting;
    if (next) next();
    else free += 1;
  }

  return async function pass<T>(work: () => Promise<T>): Promise<T> {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
