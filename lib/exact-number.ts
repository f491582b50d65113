/** Why a number is refused that JavaScript would change. */
export const INEXACT = "has more digits than a number is kept with; send it as text";

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const LONGEST = 400; // characters; every double fits into fewer

/** The value of a decimal number, written in the one way: its digits without outer zeros, and the power of ten. */
function canonical(text: string): string {
  const [, sign = "", whole = "", fraction = "", power = "0"] = NUMBER.exec(text) ?? [];
  const significant = (whole + fraction).replace(/^0+/, "");
  const digits = significant.replace(/0+$/, "");
  const zeros = significant.length - digits.length;
  return digits === "" ? "0" : `${sign}${digits}e${Number(power) - fraction.length + zeros}`;
}

/** Whether JavaScript keeps a JSON number as it is written, to its last digit. */
export function isExactNumber(text: string): boolean {
  const number = Number(text);
  return text.length <= LONGEST && Number.isFinite(number) && canonical(text) === canonical(String(number));
}
