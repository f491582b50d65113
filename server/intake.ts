import type { ServerResponse } from "node:http";
import { createCrowd } from "./crowd";

const LIMITS = {
  /** How long requests wait, at most, for connections that are coming in, in milliseconds. */
  accepting: 100,
  /** A process that keeps up begins a request sooner, in milliseconds. */
  late: 2,
  /** How many requests in progress are no overload, however slow the machine is; and how many in a burst. */
  crowd: 64,
  burst: 128,
  /** How long a crowd is a burst, and how long there is none before another burst, in milliseconds. */
  lasting: 1_000,
  calm: 300,
};

/** A request: whose it is, how its work begins, which lasts until its response closes, and how it is refused. */
type Arrived = { response: ServerResponse; shareOf: () => string; work: () => void; refuse: () => void };
type Waiting = Arrived & { since: number };

/**
 * Decides when the work of a request begins. Node 20 and 22 accept one connection in a turn of the event loop, however much
 * work the turn has, so work waits while connections come in: otherwise a new client would wait for as many turns as there
 * are others before it. With a crowd in progress, a request that could not be begun at once is refused instead, unless its
 * share has less than its part of the crowd (decision 078).
 */
export function createIntake(limits: Partial<typeof LIMITS> = {}) {
  const { accepting, late, crowd, burst, lasting, calm } = { ...LIMITS, ...limits };
  const inProgress = createCrowd();
  let waiting: Waiting[] = [];
  let hasAccepted = false;
  let heldSince: number | undefined;
  let crowdedSince: number | undefined;
  let crowdedAt = 0;

  /** How many may be in progress: a burst passes, if there has been none before it. */
  function mostAt(now: number): number {
    if (inProgress.size() >= crowd) {
      crowdedAt = now;
      crowdedSince ??= now;
    } else if (now - crowdedAt > calm) crowdedSince = undefined;
    return now - (crowdedSince ?? now) > lasting ? crowd : burst;
  }

  function begin({ response, since, shareOf, work, refuse }: Waiting): void {
    const now = performance.now();
    const most = mostAt(now);
    // It takes time to find out whose a request is, so that is asked only when it may matter.
    const share = crowdedSince === undefined ? "" : shareOf();
    if (now - since > late && inProgress.size() >= most && inProgress.hasItsPart(share, most)) refuse();
    else {
      inProgress.add(share, response);
      work();
    }
  }

  function turn(): void {
    if (hasAccepted) {
      hasAccepted = false;
      const now = performance.now();
      heldSince ??= now;
      if (now - heldSince < accepting) {
        setImmediate(turn);
        return;
      }
    }
    heldSince = undefined;
    const [first, ...others] = waiting;
    waiting = [];
    // Each has a callback of its own: what a promise does next comes before the next request.
    for (const one of others) setImmediate(begin, one);
    if (first) begin(first);
  }

  return {
    /** Tells that a connection has come in. */
    accepted(): void {
      hasAccepted = true;
    },
    /** Begins a request's work when it is its turn, or refuses it. */
    take(request: Arrived): void {
      waiting.push({ ...request, since: performance.now() });
      if (waiting.length === 1) setImmediate(turn);
    },
  };
}
