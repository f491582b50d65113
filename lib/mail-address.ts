const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const PLAIN = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${LABEL}$`);

/**
 * Whether this text is exactly one mail address and can be read as nothing else: a dot-atom in ASCII (RFC 5322 §3.4.1)
 * at a domain name, within 254 characters (RFC 5321 §4.5.3.1.3). No name, no comment, no quotes, no list.
 */
export const isPlainAddress = (text: string) => text.length <= 254 && PLAIN.test(text);

/**
 * Whether mail can be from this: an address, or a name and an address in angle brackets (RFC 5322 §3.4). The name has no
 * character that would end it or need quotes.
 */
export function isSender(text: string): boolean {
  const [, name, address] = /^(?:([^<>]*)<([^<>]*)>|.*)$/su.exec(text) ?? [];
  if (address === undefined) return isPlainAddress(text);
  return isPlainAddress(address) && /^[\p{L}\p{N}\p{M} !#$%&'*+/=?^_`{|}~-]+ $/u.test(name ?? "");
}
