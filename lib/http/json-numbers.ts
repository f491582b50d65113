import { isExactNumber } from "@/lib/exact-number";

// Up to 15 digits, and not near the ends of the range, are always kept; most bodies have no other numbers.
const DOUBTFUL = /\d[\d.]{15}|\d[eE]/;
const TOKEN = /"|(-?\d+(?:\.\d+)?)(?:[eE]([+-]?\d+))?/g;
const isSmall = (digits: string, power: string) => digits.length <= 15 && Math.abs(Number(power)) <= 280;
const BEYOND_EVERY_NUMBER = "1e999";

/** The index after the string that begins before `from`, or the text's end. */
function endOfString(text: string, from: number): number {
  for (let quote = text.indexOf('"', from); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

/**
 * The JSON text with every number that JSON.parse would change replaced by one that it reads as Infinity. No schema accepts
 * that, so the number is refused in its place, in the usual order of refusals, and in a batch only its own item is refused.
 */
export function withoutInexactNumbers(text: string): string {
  if (!DOUBTFUL.test(text)) return text;
  let result = "";
  let copied = 0;
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const [token, digits, power = "0"] = found;
    if (digits === undefined) TOKEN.lastIndex = endOfString(text, TOKEN.lastIndex);
    else if (!isSmall(digits, power) && !isExactNumber(token)) {
      result += text.slice(copied, found.index) + BEYOND_EVERY_NUMBER;
      copied = TOKEN.lastIndex;
    }
  }
  return result + text.slice(copied);
}
