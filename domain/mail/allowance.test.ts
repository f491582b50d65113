import { expect, test } from "vitest";
import { type Allowance, type Departure, nextDeparture, withDeparture } from "./allowance";

const HOUR = 3600;
const start = 1_790_000_040; // a full minute

/** When each mail leaves that is asked for at these times, beside when the first was. */
function departuresOf(allowance: Allowance, asked: number[]): { at: number[]; kept: number } {
  let departures: Departure[] = [];
  const at = asked.map((seconds) => {
    const next = nextDeparture(departures, allowance, start + seconds);
    departures = withDeparture(departures, next.at, allowance);
    return next.at - start;
  });
  return { at, kept: departures.length };
}

/** The most that leave within any such period. */
const most = (times: number[], seconds: number) =>
  Math.max(...times.map((first) => times.filter((time) => time >= first && time < first + seconds).length));

test("no hour has more than the allowed mails, however uneven the demand, and no mail waits needlessly", () => {
  const hourly: Allowance = { limits: [{ mails: 10, seconds: HOUR }], grain: 60 };
  const asked = [0, ...Array(9).fill(3500), ...Array(25).fill(3660), ...Array(5).fill(9 * HOUR)];
  const { at, kept } = departuresOf(hourly, asked);
  expect(most(at, HOUR)).toBe(10);
  expect(at.slice(10, 11)).toEqual([3660]); // an hour after the first
  expect(at.slice(11, 20)).toEqual(Array(9).fill(3540 + HOUR));
  expect(at.slice(-5)).toEqual(Array(5).fill(9 * HOUR));
  expect(kept).toBeLessThan(10);
});

test("every limit holds: five an hour and twenty a day", () => {
  const limits = [
    { mails: 5, seconds: HOUR },
    { mails: 20, seconds: 24 * HOUR },
  ];
  const { at } = departuresOf({ limits, grain: 1 }, Array(45).fill(0));
  expect(at.slice(0, 11)).toEqual([0, 0, 0, 0, 0, HOUR, HOUR, HOUR, HOUR, HOUR, 2 * HOUR]);
  expect(most(at, HOUR)).toBe(5);
  expect(most(at, 24 * HOUR)).toBe(20);
  expect(at[20]).toBe(24 * HOUR);
});

test("two mails at the same moment both leave", () => {
  const allowance = { limits: [{ mails: 2, seconds: HOUR }], grain: 60 };
  const one = nextDeparture([], allowance, start + 1);
  expect(one).toEqual({ at: start + 60, waits: false });
  expect(nextDeparture([[one.at, 1]], allowance, start + 2).waits).toBe(false);
});
