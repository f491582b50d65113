import { DomainError, type ErrorCode } from "./errors";
import { gateInside, gateRefusals, gateWaiting } from "./metrics";
import { createPace } from "./pace";

type Limits = {
  /** Its name in the metrics; without one it is in none. */
  name?: string;
  /** How many may be inside at once. */
  slots: number;
  /** How many of one key may be inside at once, also while nobody else waits. */
  slotsPerKey?: number;
  /** How many may wait; one more is refused at once. */
  queueLimit: number;
  /** How many of one key may wait, so that no key fills the queue. */
  queueLimitPerKey: number;
  /** How long one may wait before it is refused. */
  waitMilliseconds: number;
  /** The longest expected wait once the queue has been long for a while; work that would wait longer is refused at once. */
  expectedMilliseconds?: number;
  /** Whether a slot rests after its work, for as long as the work took, while only work of its own key is waiting. */
  rests?: (key: string) => boolean;
  /** The refusal of one that cannot wait or has waited too long; `overloaded` by default. */
  refusal?: ErrorCode;
};

type Proceed = () => void;

// A burst passes: only a backlog that has lasted, and is long, is an overload.
const BURST_MILLISECONDS = 100;
const BURST_LENGTH = 100;
const REMEMBERED_TURNS = 16;

/**
 * A bounded, fair queue for a scarce resource (database connections, hashing threads). Returns a function that runs work once
 * there is room; the key, such as an organization's id, says whose work it is. Keys take turns, and none gets more than
 * half of the slots while another waits (contract §11, fair shares). Throws `overloaded`, or its `refusal`, if the queue is full,
 * or the wait is too long or expected to be, so that an overload is a quick 503 and not an endless wait.
 */
export function createGate(limits: Limits) {
  const { name, slots, slotsPerKey = slots, queueLimit, queueLimitPerKey, waitMilliseconds } = limits;
  const { expectedMilliseconds = waitMilliseconds, rests = () => false } = limits;
  const refused = () => {
    if (name) gateRefusals.add(1, name);
    return new DomainError(limits.refusal ?? "overloaded");
  };
  const pace = createPace(REMEMBERED_TURNS);
  const inside = new Map<string, number>();
  // In the order of their turns: a key that has had its turn goes to the end.
  const queues = new Map<string, Set<Proceed>>();
  let free = slots;
  let waiting = 0;

  if (name) {
    gateInside.from(() => [[slots - free, name]]);
    gateWaiting.from(() => [[waiting, name]]);
  }

  const held = (key: string) => inside.get(key) ?? 0;

  function count(key: string, change: 1 | -1): void {
    const now = held(key) + change;
    if (now > 0) inside.set(key, now);
    else inside.delete(key);
    free -= change;
  }

  function enter(key: string): Promise<void> | undefined {
    if (free > 0 && held(key) < slotsPerKey) {
      count(key, 1);
      return undefined;
    }
    const queue = queues.get(key) ?? new Set<Proceed>();
    if (waiting >= queueLimit || queue.size >= queueLimitPerKey) throw refused();
    if (waiting >= BURST_LENGTH && pace.age() > BURST_MILLISECONDS) {
      const others = queues.size - (queue.size > 0 ? 1 : 0);
      // Keys take turns, so each of this one's comes after one of each other's.
      if (pace.expected((queue.size + 1) * (others + 1)) > expectedMilliseconds) throw refused();
    }
    return new Promise((resolve, reject) => {
      const remove = () => {
        clearTimeout(timer);
        waiting -= 1;
        queue.delete(proceed);
        if (queue.size === 0) queues.delete(key);
      };
      const proceed = () => {
        remove();
        count(key, 1);
        resolve();
      };
      const timer = setTimeout(() => {
        remove();
        reject(refused());
      }, waitMilliseconds);
      if (waiting === 0) pace.begin();
      waiting += 1;
      queues.set(key, queue.add(proceed));
    });
  }

  /** The key whose turn it is: the first that holds less than half of the slots, or else the first that may have more. */
  function nextKey(): string | undefined {
    for (const key of queues.keys()) if (held(key) < Math.min(slotsPerKey, Math.floor(slots / 2))) return key;
    for (const key of queues.keys()) if (held(key) < slotsPerKey) return key;
    return undefined;
  }

  function leave(leaver: string): void {
    count(leaver, -1);
    const key = nextKey();
    const queue = key === undefined ? undefined : queues.get(key);
    if (key === undefined || !queue) return;
    queues.delete(key);
    queues.set(key, queue);
    const [proceed] = queue;
    pace.serve();
    proceed?.();
  }

  return async function pass<T>(key: string, work: () => Promise<T>): Promise<T> {
    await enter(key);
    const since = performance.now();
    try {
      return await work();
    } finally {
      if (queues.has(key) && queues.size === 1 && rests(key)) setTimeout(leave, performance.now() - since, key);
      else leave(key);
    }
  };
}
