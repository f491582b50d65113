/**
 * The form in which a text is compared: two with one key are the same text (contract §14). NFC, lower case, NFC, and never
 * upper case on the way: that would make one of ß and ss, of ı and i. Stored beside the text, because what Postgres calls
 * lower case depends on its locale.
 */
export function textKey(text: string): string {
  return text.normalize("NFC").toLowerCase().normalize("NFC");
}

/** A JSON value in the form in which it is compared: a text by its key, any other as it is. */
export const valueKey = <T>(value: T): T | string => (typeof value === "string" ? textKey(value) : value);
