import type { ServerResponse } from "node:http";
import { createPace } from "@/lib/pace";
import { createCrowd } from "./crowd";

const LIMITS = {
  /** How many requests in progress are no overload, however slow the machine is; and how many in a burst. */
  crowd: 64,
  burst: 96,
  /** How long a crowd counts as a burst, and how long it must be gone before another does, in milliseconds. */
  lasting: 1_000,
  calm: 300,
  /** A process that keeps up answers the last of a crowd sooner, in milliseconds. */
  wait: 60,
  /** How many requests of one share begin in a turn of the event loop. */
  together: 4,
};
const REMEMBERED_ANSWERS = 64;

/** A request: whose it is, how its work begins, which lasts until its response closes, and how it is refused. */
type Arrived = { response: ServerResponse; shareOf: () => string; work: () => void; refuse: () => void };

/**
 * Returns a function that begins the work of a request once what has arrived with it is read, a few of each share in a turn of
 * the event loop. With a crowd in progress that the process does not keep up with, it refuses a request, unless its share has
 * less than its part of the crowd (decisions 078 and 081).
 */
export function createIntake(limits: Partial<typeof LIMITS> = {}) {
  const { crowd, burst, lasting, calm, wait, together } = { ...LIMITS, ...limits };
  const pace = createPace(REMEMBERED_ANSWERS);
  const inProgress = createCrowd(pace.serve);
  let waiting: Arrived[] = [];
  let isCrowded = false;
  let crowdedAt = 0;

  /** How many requests may be in progress now: more in a burst than in a crowd that lasts. */
  function most(): number {
    const now = performance.now();
    if (inProgress.size() >= crowd) {
      if (!isCrowded) pace.begin();
      isCrowded = true;
      crowdedAt = now;
    } else if (now - crowdedAt > calm) isCrowded = false;
    return isCrowded && pace.age() > lasting ? crowd : burst;
  }

  function begin({ response, shareOf, work, refuse }: Arrived): void {
    const room = most();
    // It takes time to find out whose a request is, so that is asked only when it may matter.
    const share = isCrowded ? shareOf() : "";
    const size = inProgress.size();
    if (size >= room && pace.expected(size) > wait && inProgress.hasItsPart(share, room)) refuse();
    else {
      inProgress.add(share, response);
      work();
    }
  }

  /** Removes and returns the requests that begin in this turn, at most `together` of each share. */
  function nextOnes(): Arrived[] {
    const counts = new Map<string, number>();
    const later: Arrived[] = [];
    const now = waiting.filter((request) => {
      const share = request.shareOf();
      const count = counts.get(share) ?? 0;
      counts.set(share, count + 1);
      if (count >= together) later.push(request);
      return count < together;
    });
    waiting = later;
    return now;
  }

  function turn(): void {
    const now = waiting.length <= together ? waiting.splice(0) : nextOnes();
    if (waiting.length > 0) setImmediate(turn);
    for (const request of now) begin(request);
  }

  return (request: Arrived): void => {
    let share: string | undefined;
    const shareOf = () => (share ??= request.shareOf());
    if (waiting.push({ ...request, shareOf }) === 1) setImmediate(turn);
  };
}
