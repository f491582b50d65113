/**
 * The form in which a text is compared: two texts with the same key are the same (contract §14). NFC, lower case, NFC;
 * upper case would make ß equal to ss, and ı to i. Stored beside the text, because lower case in Postgres depends on its
 * locale.
 */
export function textKey(text: string): string {
  return text.normalize("NFC").toLowerCase().normalize("NFC");
}

/** The fields in the form in which they are compared: texts as keys, other values unchanged. */
export const textKeys = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? textKey(value) : value]),
  );
