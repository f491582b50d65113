/** Whose password it is to be, as far as it must not be made of that. */
export type PasswordOwner = { first: string; last: string; email: string; organization: string };

/** Letters and digits in lower case: "Ada Lovelace", "adalovelace" and "ADA-LOVELACE" are one password. */
const core = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");

/** Whether the password is the person's own name, e-mail address or organization, with digits behind it or not. */
export function isPersonalPassword(password: string, { first, last, email, organization }: PasswordOwner): boolean {
  const localPart = email.split("@")[0] ?? "";
  const personal = [first, last, `${first}${last}`, `${last}${first}`, email, localPart, organization].map(core);
  const whole = core(password);
  const bare = whole.replace(/\p{N}+$/u, "");
  return personal.some((text) => text !== "" && (text === whole || text === bare));
}
