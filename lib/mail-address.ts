const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const PLAIN = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${LABEL}$`);

/**
 * Whether this text is exactly one mail address and can be read as nothing else: a dot-atom in ASCII (RFC 5322 §3.4.1)
 * at a domain name, within 254 characters (RFC 5321 §4.5.3.1.3). No name, no comment, no quotes, no list.
 */
export const isPlainAddress = (text: string) => text.length <= 254 && PLAIN.test(text);
