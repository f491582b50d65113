import type { ServerResponse } from "node:http";
import { createCrowd } from "./crowd";

const LIMITS = {
  /** A process that keeps up begins a request sooner, in milliseconds. */
  late: 2,
  /** How many requests in progress are no overload, however slow the machine is; and how many in a burst. */
  crowd: 64,
  burst: 128,
  /** How long a crowd counts as a burst, and how long it must be gone before another does, in milliseconds. */
  lasting: 1_000,
  calm: 300,
};

/** A request: whose it is, how its work begins, which lasts until its response closes, and how it is refused. */
type Arrived = { response: ServerResponse; shareOf: () => string; work: () => void; refuse: () => void };

/**
 * Returns a function that begins the work of a request once what has arrived with it is read. With a crowd in progress it refuses
 * a request that could not be begun at once, unless its share has less than its part of the crowd (decision 078).
 */
export function createIntake(limits: Partial<typeof LIMITS> = {}) {
  const { late, crowd, burst, lasting, calm } = { ...LIMITS, ...limits };
  const inProgress = createCrowd();
  let crowdedSince: number | undefined;
  let crowdedAt = 0;

  /** How many requests may be in progress now: more in a burst than in a crowd that lasts. */
  function mostAt(now: number): number {
    if (inProgress.size() >= crowd) {
      crowdedAt = now;
      crowdedSince ??= now;
    } else if (now - crowdedAt > calm) crowdedSince = undefined;
    return now - (crowdedSince ?? now) > lasting ? crowd : burst;
  }

  function begin({ response, shareOf, work, refuse }: Arrived, since: number): void {
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

  return (request: Arrived): void => {
    setImmediate(begin, request, performance.now());
  };
}
