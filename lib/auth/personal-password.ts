/** The owner's details that their password must not be made of. */
export type PasswordOwner = { first: string; last: string; email: string; organization: string };

const PRODUCT = ["leadvibe", "admin"];

const partsOf = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
/** Letters and digits in lower case: "Ada Lovelace", "adalovelace" and "ADA-LOVELACE" are one password. */
const core = (text: string) => partsOf(text).join("");

/**
 * The words anyone would try first: the person's name, e-mail address and organization, each whole and in parts, and the
 * product's name.
 */
export function personalWords({ first, last, email, organization }: PasswordOwner): string[] {
  const localPart = email.split("@")[0] ?? "";
  const whole = [first, last, `${first}${last}`, `${last}${first}`, email, localPart, organization].map(core);
  const parts = [first, last, email, organization].flatMap(partsOf).filter((part) => [...part].length > 2);
  return [...new Set([...PRODUCT, ...whole, ...parts])].filter((word) => word !== "");
}

/** Whether the password consists of nothing but such words, with or without digits and punctuation around them. */
export function isPersonalPassword(password: string, owner: PasswordOwner): boolean {
  const whole = core(password);
  if (!/\p{L}/u.test(whole)) return false;
  const pieces = new Set([...personalWords(owner), ...(whole.match(/\p{N}/gu) ?? [])]);
  const ends = new Set([0]); // positions where such words can end; grows during the loop
  for (const end of ends) {
    for (const piece of pieces) if (whole.startsWith(piece, end)) ends.add(end + piece.length);
  }
  return ends.has(whole.length);
}
