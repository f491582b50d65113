/**
 * The form under which a name or an e-mail address is compared: NFC, without case. Upper- before lower-casing folds what
 * has no single lower-case form (ß and SS). Stored beside the text, because `lower()` uses no index below RLS.
 */
export function textKey(text: string): string {
  return text.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}
