/**
 * The form in which a text is compared: two with one key are the same text (contract §14). NFC, lower case, NFC, and never
 * upper case on the way: that would make one of ß and ss, of ı and i. Stored beside the text, because what Postgres calls
 * lower case depends on its locale.
 */
export function textKey(text: string): string {
  return text.normalize("NFC").toLowerCase().normalize("NFC");
}

/** Named values in the form in which they are compared: texts by their keys, all others as they are. */
export const textKeys = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? textKey(value) : value]),
  );
