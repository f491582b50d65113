/** An array of texts in Postgres's notation (https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO). */
export const textArray = (values: Iterable<string | number | null>): string =>
  `{${[...values].map((value) => (value === null ? "NULL" : `"${String(value).replace(/["\\]/g, "\\$&")}"`)).join(",")}}`;
