import type { ServerResponse } from "node:http";
import { createCrowd } from "./crowd";

const LIMITS = {
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
 * Decides whether the work of a request begins. With a crowd in progress, a request that could not be begun at once is refused
 * instead, unless its share has less than its part of the crowd (decision 078).
 */
export function createIntake(limits: Partial<typeof LIMITS> = {}) {
  const { late, crowd, burst, lasting, calm } = { ...LIMITS, ...limits };
  const inProgress = createCrowd();
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

  return {
    /** Begins a request's work after what came with it has been read, or refuses it. */
    take(request: Arrived): void {
      setImmediate(begin, { ...request, since: performance.now() });
    },
  };
}
