/** The number of mails that leave at a time, in seconds since 1970 rounded up to the allowance's grain. */
export type Departure = [at: number, mails: number];

/** Each limit allows at most `mails` in any period of `seconds`. Times are stored in steps of `grain` seconds. */
export type Allowance = { limits: readonly { mails: number; seconds: number }[]; grain: number };

/** When the `count`th latest mail left; undefined if there were fewer. */
function timeOfLast(count: number, departures: readonly Departure[]): number | undefined {
  let left = count;
  for (const [at, mails] of departures.toReversed()) {
    left -= mails;
    if (left <= 0) return at;
  }
  return undefined;
}

/** When one more mail may leave after the given departures (oldest first), and whether that is later than now. */
export function nextDeparture(
  departures: readonly Departure[],
  allowance: Allowance,
  now: number,
): { at: number; waits: boolean } {
  const soonest = stepOf(now, allowance);
  const free = allowance.limits.map(({ mails, seconds }) => (timeOfLast(mails, departures) ?? -seconds) + seconds);
  const at = Math.max(soonest, departures.at(-1)?.[0] ?? 0, ...free);
  return { at, waits: at > soonest };
}

/** The departures with one more, and without those that no longer count. */
export function withDeparture(departures: readonly Departure[], at: number, allowance: Allowance): Departure[] {
  const counted = departures.filter(([time]) => time > at - longestSeconds(allowance));
  const last = counted.at(-1);
  return last?.[0] === at ? [...counted.slice(0, -1), [at, last[1] + 1]] : [...counted, [at, 1]];
}

/** The longest period of the allowance, in seconds. */
export const longestSeconds = ({ limits }: Allowance): number => Math.max(...limits.map(({ seconds }) => seconds));

const stepOf = (time: number, { grain }: Allowance) => Math.ceil(time / grain) * grain;
