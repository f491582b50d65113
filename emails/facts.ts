import { isIP } from "node:net";
import { z } from "zod";
import { mailableAddress } from "@/lib/mail-address";
import { roles } from "@/lib/roles";

const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;
// They reverse the text that follows, so that a sentence would read differently than it was written.
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
// Mail programs turn these into links. No host contains a ZWNJ (RFC 5892 A.1), so a link across one leads nowhere.
const BETWEEN_LABELS = /(?<=[\p{L}\p{N}\p{M}-])([.\u3002\uff0e\uff61])(?=[\p{L}\p{N}])/gu;
const BEFORE_SLASHES = /:(?=\/\/)/g;
const ZWNJ = "\u200c";

/** A stored text as one line without control characters, cut to `limit` code points with "…". */
export function oneLine(text: string, limit: number): string {
  const line = text.toWellFormed().replace(CONTROLS, " ").replace(BIDI_CONTROLS, "").replace(/\s+/gu, " ").trim();
  const points = [...line];
  return points.length <= limit
    ? line
    : `${points
        .slice(0, limit - 1)
        .join("")
        .trimEnd()}…`;
}

// A name may look like a web address; in our mail it must not become a link.
function inert(text: string, limit: number): string {
  return oneLine(text, limit).replace(BETWEEN_LABELS, `$1${ZWNJ}`).replace(BEFORE_SLASHES, `:${ZWNJ}`);
}

/** A user-chosen name, made safe to show in a mail. */
export const nameFact = z.string().transform((text) => inert(text, 100));

/** A mail address: a plain one is kept so that it can be copied, any other text is made inert. */
export const addressFact = z.string().transform((text) => (mailableAddress(text) ? text : inert(text, 254)));

/** A browser's IP address; any other text is made inert. */
export const ipFact = z.string().transform((text) => (isIP(text) > 0 ? text : inert(text, 45)));

const roleWords = { admin: "an admin", editor: "an editor", viewer: "a viewer" } as const;

/** A role with its article, as in "you are …". */
export const roleFact = z.enum(roles).transform((role) => roleWords[role]);

// Not Intl: its output changes with the Node version, and a changed body would break the idempotency key.
const MONTHS = "January February March April May June July August September October November December".split(" ");

/** A time (ISO 8601) in words: "21 November 2026 at 21:50 UTC". */
export const timeFact = z.iso.datetime({ offset: true }).transform((iso) => {
  const at = new Date(iso);
  const clock = at.toISOString().slice(11, 16);
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()} at ${clock} UTC`;
});
