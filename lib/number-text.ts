const decimal = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact" });
const signed = new Intl.NumberFormat("en", { signDisplay: "exceptZero" });

// Intl writes a hyphen, which breaks lines and is shorter than the plus.
const withMinus = (text: string): string => text.replace("-", "−");

/** A number in the format of every page and message: 1,008. */
export const numberText = (value: number): string =>
  Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : withMinus(decimal.format(value));

/** A number with its sign: "+15", "−5", "0". */
export const signedText = (value: number): string => withMinus(signed.format(value));

/** A number for the axis of a chart: 1.2K. */
export const compactText = (value: number): string => withMinus(compact.format(value));

/** How many of something: "1 lead", "1,008 leads". */
export const countText = (count: number, one: string, many = `${one}s`): string =>
  `${numberText(count)} ${count === 1 ? one : many}`;
