const DAY_MILLISECONDS = 86_400_000;

/** A point in time as the API writes it: RFC 3339, UTC, whole seconds (contract §1). */
export const timestampOf = (time: Date): string => time.toISOString().replace(/\.\d+Z$/, "Z");

/** The timestamp some days after a point in time, or before it if `days` is negative. */
export const daysAfter = (start: number, days: number): string =>
  timestampOf(new Date(start + days * DAY_MILLISECONDS));
