import v8 from "node:v8";
import vm from "node:vm";

const CEILING = 0.85; // share of the limit; the rest is for the requests in progress
const LOOK_EVERY_MILLISECONDS = 20;
const COLLECTION_SHARE = 10; // at most a tenth of the time is spent on collecting

// Long-lived objects have a limit of their own (--max-old-space-size); the heap's adds three semi-spaces of 16 MB.
const YOUNG_BYTES = 3 * 16 * 1024 * 1024;
const OLD_LIMIT_BYTES = v8.getHeapStatistics().heap_size_limit - YOUNG_BYTES;

function isNearLimit(): boolean {
  const old = v8.getHeapSpaceStatistics().filter(({ space_name: name }) => !name.startsWith("new_"));
  return old.reduce((sum, space) => sum + space.space_used_size, 0) >= CEILING * OLD_LIMIT_BYTES;
}

function collector(): () => void {
  v8.setFlagsFromString("--expose-gc");
  return vm.runInNewContext("gc") as () => void;
}

/**
 * Returns a function that says whether the heap is so full that another request could crash the process. Garbage does not
 * count: if the heap looks full, garbage is collected first, which also shows when there is room again.
 */
export function createMemoryGuard(): () => boolean {
  let collect: (() => void) | undefined;
  let isFull = false;
  let lookAt = 0;
  let collectAt = 0;
  return () => {
    const now = performance.now();
    if (now < lookAt) return isFull;
    lookAt = now + LOOK_EVERY_MILLISECONDS;
    if (!isNearLimit()) isFull = false;
    else if (now >= collectAt) {
      collect ??= collector();
      collect();
      const end = performance.now();
      collectAt = end + COLLECTION_SHARE * (end - now);
      isFull = isNearLimit();
    }
    return isFull;
  };
}
