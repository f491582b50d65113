import { log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";

const TOGETHER_MILLISECONDS = 1_000;

type Facts = Record<string, string | number>;

/** The refusals without a line of their own so far, by what their line will say. */
const further = processWide("refusals without a line", () => new Map<string, { facts: Facts; requests: number }>());

/** Logs how many refusals had no line of their own. */
export function logRefusedTogether(): void {
  for (const { facts, requests } of further.values())
    if (requests > 0) log().info({ ...facts, requests }, "refused together");
  further.clear();
}

/**
 * Whether a refusal beyond a rate needs no line of its own in the log, because an equal one has had one within the last
 * second. It is counted instead: for a client that never slows down, the lines would cost more than the refusals.
 */
export function isRefusedTogether(facts: Facts): boolean {
  const key = Object.values(facts).join(" ");
  const known = further.get(key);
  if (known) known.requests += 1;
  else {
    if (further.size === 0) setTimeout(logRefusedTogether, TOGETHER_MILLISECONDS).unref();
    further.set(key, { facts, requests: 0 });
  }
  return known !== undefined;
}
