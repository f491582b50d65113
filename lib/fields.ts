import { z } from "zod";
import { mailableAddress } from "./mail-address";
import { codePoints, isStorable, keptName, nameFault, UNSTORABLE } from "./name-rule";
import { roles } from "./roles";
import type { Scope } from "./scopes";
import { timestampOf } from "./timestamp";

/** Text that Postgres can store exactly as sent, its length counted in code points as in JSON Schema. */
export function text(limits: { min?: number; max: number }) {
  const { min = 0, max } = limits;
  return z
    .string()
    .refine(isStorable, { error: UNSTORABLE, abort: true })
    .refine(
      (value) => {
        const length = codePoints(value);
        return length >= min && length <= max;
      },
      { error: `must be ${min > 0 ? `${min} to ${max}` : `at most ${max}`} characters long` },
    )
    .meta({ override: { ...(min > 0 ? { minLength: min } : {}), maxLength: max } });
}

/** A name on one line: NFC, trimmed, 1 to `max` characters, visible and without invisible characters (contract §3, §14). */
export function name(max: number) {
  return z
    .string()
    .check((read) => {
      const message = nameFault(read.value, max);
      if (message) read.issues.push({ code: "custom", input: read.value, message, continue: true });
      read.value = keptName(read.value);
    })
    .meta({ override: { minLength: 1, maxLength: max } });
}

/** An e-mail address that mail can be sent to, kept exactly as it was sent (contract §14). */
export const email = () =>
  z
    .string()
    .refine((value) => mailableAddress(value) !== undefined, { error: "must be an e-mail address" })
    .meta({ override: { format: "email", maxLength: 254 }, example: "ada@example.com" });

/** The schema of a role. */
export const role = () => z.enum(roles);

/** The schema of a list of some of these scopes. */
export const scopeList = <const S extends readonly Scope[]>(possible: S) =>
  z
    .array(z.enum(possible, { error: `must be one of ${possible.join(", ")}` }))
    .min(1, "must name at least one scope")
    .refine((list) => new Set(list).size === list.length, "must not name a scope twice");

/** An id in a body: any text, because a malformed id gets the same answer as an unknown one. */
export const idText = () => text({ min: 1, max: 255 });

/** An id in a path. Text that cannot be an id becomes one that names nothing, so it is a 404 like any unknown id. */
export const pathId = () => z.string().transform((value) => (/^[A-Za-z0-9_-]{1,80}$/.test(value) ? value : "-"));

const DATE_TIME = z.core.regexes.datetime({ offset: true });
const AS_KEPT = /^(?!0000)\d{4}-..-..T..:..:..\.\d{3}Z$/;

// RFC 3339 §5.6: T and Z in either case, and a leap second 60 at the end of a month.
function utcOf(text: string): string | undefined {
  if (AS_KEPT.test(text) && DATE_TIME.test(text)) return text;
  const iso = text.toUpperCase();
  const isLeap = /:60[.Z+-]/.test(iso);
  const plain = isLeap ? iso.replace(":60", ":59") : iso;
  if (!DATE_TIME.test(plain)) return undefined;
  const time = new Date(Date.parse(plain) + (isLeap ? 1000 : 0));
  if (time.getUTCFullYear() < 1 || time.getUTCFullYear() > 9999) return undefined;
  const utc = time.toISOString();
  return isLeap && !/-01T00:00:00/.test(utc) ? undefined : utc;
}

/**
 * A point in time as clients send it: RFC 3339 with any offset, in the years 1 to 9999, which Postgres and RFC 3339 share.
 * The output is in UTC with milliseconds; a leap second becomes the second after it.
 */
export const moment = () =>
  z
    .string()
    .check((read) => {
      const message = "must be an RFC 3339 date and time with its offset";
      const utc = utcOf(read.value);
      if (utc === undefined) read.issues.push({ code: "custom", input: read.value, message, continue: false });
      else read.value = utc;
    })
    .meta({ override: { format: "date-time" } });

/** A whole second in the future, as clients send it; the output is as the API writes it. */
export const futureSecond = () =>
  moment()
    .overwrite((value) => timestampOf(new Date(value)))
    .refine((value) => Date.parse(value) > Date.now(), { error: "must be in the future" });

/** A point in time as the API writes it (lib/timestamp.ts). */
export const timestamp = () => z.iso.datetime().meta({ example: "2025-06-01T10:00:00Z" });
