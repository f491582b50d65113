/** A point in time as the API takes it: to the second. */
export const secondOf = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
