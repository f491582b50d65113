const decimal = new Intl.NumberFormat("en");

/** A number in the format of every page and message: 1,008. */
export const numberText = (value: number): string =>
  Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : decimal.format(value);

/** How many of something: "1 lead", "1,008 leads". */
export const countText = (count: number, one: string, many = `${one}s`): string =>
  `${numberText(count)} ${count === 1 ? one : many}`;
