import { textKey } from "./text-key";

const LONGEST = 254; // octets (RFC 5321 §4.5.3.1.3), of which 64 before the @
const LONGEST_LOCAL = 64;
const LONE_OR_INVISIBLE = "\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}\\p{Default_Ignorable_Code_Point}";
const ATOM = `(?:[A-Za-z0-9!#$%&'*+/=?^_\`{|}~-]|[^\\p{ASCII}${LONE_OR_INVISIBLE}])+`;
const LOCAL = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`, "u");
const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+(?=.*[a-z])${LABEL}$`);
const isAscii = (text: string) => /^\p{ASCII}*$/u.test(text);
const utf8 = new TextEncoder();
const octetsOf = (text: string) => (isAscii(text) ? text.length : utf8.encode(text).length);
// Only the ASCII characters that a domain may have, no other dots, and nothing that IDNA would silently drop.
const NO_DOMAIN = /[^\P{ASCII}A-Za-z0-9.-]|[\u3002\uff0e\uff61]|(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}/u;

/** A mail address: the part before the @ as it was typed, and the domain as A-labels in lower case (IDNA). */
export type MailAddress = { local: string; domain: string };

function asciiDomain(domain: string): string | undefined {
  if (NO_DOMAIN.test(domain)) return undefined;
  if (isAscii(domain)) return domain.toLowerCase();
  if (domain.normalize("NFKC") !== domain.normalize("NFC")) return undefined; // full-width or a ligature: in no registry
  try {
    return new URL(`http://${domain}`).hostname; // the one IDNA that Node and browsers share
  } catch {
    return undefined;
  }
}

/**
 * Parses exactly one mail address, without a name, comment, quotes or list: a dot-atom (RFC 5322 §3.4.1, RFC 6531 for
 * letters beyond ASCII) at a domain name. Returns undefined for any other text.
 */
export function readAddress(text: string): MailAddress | undefined {
  const at = text.lastIndexOf("@");
  const local = text.slice(0, Math.max(0, at));
  const octets = octetsOf(local);
  if (octets > LONGEST_LOCAL || !LOCAL.test(local)) return undefined;
  const domain = asciiDomain(text.slice(at + 1));
  return domain && octets + 1 + domain.length <= LONGEST && DOMAIN.test(domain) ? { local, domain } : undefined;
}

/** The form in which addresses are compared (contract §14); undefined for any other text. */
export function validAddressKey(text: string): string | undefined {
  const address = readAddress(text);
  return address && `${textKey(address.local)}@${address.domain}`;
}

/** The same, but other text is compared as text. */
export const addressKey = (text: string): string => validAddressKey(text) ?? textKey(text);

/** The address that mail is sent to, in ASCII with the domain as A-labels; undefined if there is none. */
export function mailableAddress(text: string): string | undefined {
  const address = readAddress(text);
  if (!address || !isAscii(address.local)) return undefined;
  return isAscii(text) ? text : `${address.local}@${address.domain}`;
}

/**
 * Whether mail can have this sender: an address, or a name and an address in angle brackets (RFC 5322 §3.4). The name may
 * have no character that would end it or need quotes.
 */
export function isSender(text: string): boolean {
  const [, name, address] = /^(?:([^<>]*)<([^<>]*)>|.*)$/su.exec(text) ?? [];
  const isPlain = (one: string) => mailableAddress(one) === one;
  if (address === undefined) return isPlain(text);
  return isPlain(address) && /^[\p{L}\p{N}\p{M} !#$%&'*+/=?^_`{|}~-]+ $/u.test(name ?? "");
}
