import type { ServerResponse } from "node:http";

// Who takes longer waits for a slow client, or for work that has a queue of its own, and takes little time from the others.
const SLOW_MILLISECONDS = 1_000;

/** Counts the requests in progress that have begun within the last second, by share. Calls `ended` whenever one ends. */
export function createCrowd(ended: () => void) {
  const counts = new Map<string, number>();
  let all = 0;
  const of = (share: string) => counts.get(share) ?? 0;

  function change(share: string, by: 1 | -1): void {
    all += by;
    const count = of(share) + by;
    if (count > 0) counts.set(share, count);
    else counts.delete(share);
  }

  return {
    /** Counts one more, until its response closes. */
    add(share: string, response: ServerResponse): void {
      const end = () => {
        clearTimeout(timer);
        response.off("close", end);
        change(share, -1);
        ended();
      };
      const timer = setTimeout(end, SLOW_MILLISECONDS).unref();
      response.on("close", end);
      change(share, 1);
    },
    size: () => all,
    /** Whether this share has as many in progress as it may have if all have equally many of `most` (contract §11, fair shares). */
    hasItsPart: (share: string, most: number) =>
      of(share) >= Math.floor(most / (counts.size + (counts.has(share) ? 0 : 1))),
  };
}
