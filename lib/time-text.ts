const FORMATS = {
  /** A calendar day. */
  day: { dateStyle: "medium" },
  /** The time of a day. */
  clock: { timeStyle: "short" },
  minute: { dateStyle: "medium", timeStyle: "short" },
  /** To the second and with the zone's name. */
  exact: { dateStyle: "medium", timeStyle: "long" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

export type Precision = keyof typeof FORMATS;

const formats = new Map<string, Intl.DateTimeFormat>(); // making one takes longer than a hundred uses

function formatOf(precision: Precision, isReaders: boolean): Intl.DateTimeFormat {
  const key = `${precision} ${isReaders}`;
  const options = isReaders
    ? FORMATS[precision]
    : { ...FORMATS[precision === "exact" ? "minute" : precision], timeZone: "UTC" };
  const format = formats.get(key) ?? new Intl.DateTimeFormat(isReaders ? undefined : "en", options);
  formats.set(key, format);
  return format;
}

/** A point in time in words. Without a zone and a locale it is UTC in English, and says so. */
export function timeText(value: string, precision: Precision, isReaders: boolean): string {
  const text = formatOf(precision, isReaders).format(new Date(value));
  return isReaders ? text : `${text} UTC`;
}

/** When something was created, to tell namesakes apart. */
export const createdText = ({ created_at: at }: { created_at: string }): string =>
  `created ${timeText(at, "minute", false)}`;

/** The language in which the browser writes times. */
export const readersLocale = (): string => new Intl.DateTimeFormat().resolvedOptions().locale;

/** A day that is counted in UTC, such as a column of a chart, without the year. */
export function dayText(value: string, isReaders: boolean): string {
  const options = { month: "short", day: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(isReaders ? undefined : "en", options).format(new Date(value));
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** How long ago, or how far ahead, in the language in which the browser writes times. */
export function relativeText(seconds: number, locale?: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return words.format(unit === "second" ? 0 : Math.round(seconds / size), unit);
}
