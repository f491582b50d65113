const hex = (word: number) => (word >>> 0).toString(16).padStart(8, "0");

/**
 * The version of a content, as a strong ETag (contract §10): equal content always has an equal version. Its 64 bits
 * distinguish the versions of one resource; they do not resist a search for collisions, which would gain nothing. Plain
 * arithmetic, because pages compute it too, and Web Crypto is missing on pages without TLS.
 */
export function versionOf(content: object): string {
  const text = JSON.stringify(content);
  let [left, right] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    left = Math.imul(left ^ unit, 0x9e3779b1);
    right = Math.imul(right ^ unit, 0x5f356495);
  }
  left = Math.imul(left ^ (left >>> 16), 0x85ebca6b) ^ Math.imul(right ^ (right >>> 13), 0xc2b2ae35);
  right = Math.imul(right ^ (right >>> 16), 0x85ebca6b) ^ Math.imul(left ^ (left >>> 13), 0xc2b2ae35);
  return `"${hex(left)}${hex(right)}"`;
}

// An entity tag in a list: weak or strong, of visible characters without quotes (RFC 9110 §8.8.3).
const TAGS = /(?:W\/)?"[!#-~\u0080-\u00ff]*"/g;

/** Whether an If-Match names the version: `*`, or the same strong tag. A weak tag never matches. */
export function matchesStrongly(ifMatch: string, version: string): boolean {
  return ifMatch.trim() === "*" || (ifMatch.match(TAGS) ?? [""]).includes(version);
}

/** Whether an If-None-Match names the version: `*`, or the same tag, weak or strong. */
export function matchesWeakly(ifNoneMatch: string, version: string): boolean {
  return matchesStrongly(ifNoneMatch.replaceAll(/(^|[\s,])W\//g, "$1"), version);
}
