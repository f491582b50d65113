const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const LONGEST = 400; // characters; every double fits into fewer

/** A decimal number in canonical form: its digits without outer zeros, and the power of ten. */
function canonical(text: string): string {
  const [, sign = "", whole = "", fraction = "", power = "0"] = NUMBER.exec(text) ?? [];
  const significant = (whole + fraction).replace(/^0+/, "");
  const digits = significant.replace(/0+$/, "");
  const zeros = significant.length - digits.length;
  return digits === "" ? "0" : `${sign}${digits}e${Number(power) - fraction.length + zeros}`;
}

/** Whether JavaScript keeps a JSON number exactly, to its last digit. */
export function isExactNumber(text: string): boolean {
  const number = Number(text);
  const written = String(number);
  if (written === text) return true;
  return text.length <= LONGEST && Number.isFinite(number) && canonical(text) === canonical(written);
}

/** Why a number that JavaScript would change is refused (it is read as Infinity); undefined for any other value. */
export const inexact = (read: unknown): string | undefined =>
  read === Number.POSITIVE_INFINITY ? "cannot be kept to its last digit as a number; send it as text" : undefined;
