const NAME_LIMIT = 100;

/** One word of an address as a name: capitals after hyphens and apostrophes, and "SHOUTED" said quietly. */
function asName(word: string): string {
  const quiet = word === word.toUpperCase() ? word.toLowerCase() : word;
  return quiet.replace(/(^|[-'])(\p{L})/gu, (_whole, before: string, letter: string) => before + letter.toUpperCase());
}

const cut = (text: string) => [...text].slice(0, NAME_LIMIT).join("");

/**
 * A provisional first and last name for somebody whose e-mail address alone is known: "ada.lovelace@x.test" is Ada Lovelace.
 * If it has only one word, the last name is the domain in brackets, which nobody mistakes for a name; the invitee corrects
 * both. Each has 1 to 100 characters.
 */
export function nameFromAddress(address: string): { first_name: string; last_name: string } {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at === -1 ? undefined : at).split("+", 1)[0] ?? "";
  const separator = /[._]/.test(local) ? /[._]+/ : /-+/;
  const words = local.split(separator).filter(Boolean);
  const named = words.map((word) => word.replace(/\d+$/, "")).filter(Boolean);
  const [first = local || "?", ...others] = named.length > 0 ? named : words;
  const last = others.length > 0 ? others.map(asName).join(" ") : `(${address.slice(at + 1)})`;
  return { first_name: cut(asName(first)), last_name: cut(last) };
}
