import { hasInvisible, isVisible } from "./invisible";

// Without zod, so that pages can check a name as the API does and load no more than this.

export const UNSTORABLE = "must not contain NUL or half a surrogate pair";

/** Whether Postgres can store the text exactly as sent. */
export const isStorable = (text: string) => !text.includes("\0") && text.isWellFormed();

/** The length as JSON Schema counts it. */
export const codePoints = (text: string) => (/[\ud800-\udfff]/.test(text) ? [...text].length : text.length);

/** A name as it is kept. */
export const keptName = (text: string) => text.normalize("NFC").trim();

/** The fault of a name on one line of at most `max` characters (contract §3, §14), or undefined. */
export function nameFault(text: string, max: number): string | undefined {
  if (!isStorable(text)) return UNSTORABLE;
  if (/[\p{Cc}\u2028\u2029]/u.test(text.trim())) return "must not contain control characters";
  const name = keptName(text);
  if (name === "") return "must not be empty";
  if (!isVisible(name)) return "must have a visible character";
  if (hasInvisible(name)) return "must not contain invisible characters";
  return codePoints(name) <= max ? undefined : `must be 1 to ${max} characters long`;
}
