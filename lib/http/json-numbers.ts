import { isExactNumber } from "@/lib/exact-number";

// Numbers of up to 15 digits within the usual range are always exact; most bodies have no others.
const DOUBTFUL = /\d[\d.]{15}|\d[eE]/;
const TOKEN = /"|(-?\d+(?:\.\d+)?)(?:[eE]([+-]?\d+))?/g;
const isSmall = (digits: string, power: string) => digits.length <= 15 && Math.abs(Number(power)) <= 280;
const BEYOND_EVERY_NUMBER = "1e999";

/** The index after the string that starts before `from`, or the text's end. */
function endOfString(text: string, from: number): number {
  for (let quote = text.indexOf('"', from); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

/**
 * Replaces every number that JSON.parse would change by one that it reads as Infinity. No schema accepts that, so the number
 * is refused with its pointer in the usual order of refusals, and in a batch only its own item is refused.
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
