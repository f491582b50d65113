import { hasInvisible, isVisible } from "./invisible";
import { addressKey, validAddressKey } from "./mail-address";
import { textKey } from "./text-key";

/** The kinds of aliases by which a lead is known. */
export const aliasKinds = ["email", "phone", "external_id", "cookie", "social"] as const;

export type AliasKind = (typeof aliasKinds)[number];

type SentAlias = { alias_kind: AliasKind; raw_value: string };

/** An alias with the form in which it is compared. */
export type AliasKey = { kind: AliasKind; key: string; raw: string };

// Placeholders that programs write instead of a value; as aliases they would merge strangers.
const NO_VALUE = /^["'<(]*(?:undefined|null|nil|none|nan|true|false|\[object \w+\]|\{\}|\[\])[>")']*$/i;
const isNoValue = (text: string) => NO_VALUE.test(text.trim());

/** The value of a decimal digit in any script: each script has its ten digits in a row. */
function digitOf(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value += 1;
  return String(value);
}

/** The digits and a leading +; all other characters are formatting. Undefined for a text with letters. */
function phoneKey(value: string): string | undefined {
  const plain = value
    .normalize("NFKC")
    .replace(/^\s*tel:/i, "")
    .replace(/\p{Nd}/gu, digitOf);
  const digits = plain.replace(/[^0-9]/g, "");
  if (digits === "" || /\p{L}/u.test(plain)) return undefined;
  return /^[^0-9]*\+/.test(plain) ? `+${digits}` : digits;
}

const withoutAt = (value: string) => value.trim().replace(/^@/, "");
const exact = (value: string) => (isVisible(value) ? value : undefined);

// The valid values of each kind, in the form in which two values for one person are equal (contract §14).
const keys: Record<AliasKind, (value: string) => string | undefined> = {
  email: (value) => validAddressKey(value.trim()),
  phone: phoneKey,
  social: (value) => (isVisible(withoutAt(value)) && !hasInvisible(value) ? textKey(withoutAt(value)) : undefined),
  external_id: exact,
  cookie: exact,
};

const wanted: Record<AliasKind, string> = {
  email: "must be an e-mail address",
  phone: "must be a phone number",
  social: "must be a visible name",
  external_id: "must have a visible character",
  cookie: "must have a visible character",
};

function keyOf({ alias_kind: kind, raw_value: raw }: SentAlias): string | undefined {
  return isNoValue(withoutAt(raw)) ? undefined : keys[kind](raw);
}

/** Why a value is not a valid alias of its kind; undefined if it is. */
export function aliasFault(alias: SentAlias): string | undefined {
  if (keyOf(alias) !== undefined) return undefined;
  return isNoValue(withoutAt(alias.raw_value))
    ? "must be a value, not a placeholder for a missing one"
    : wanted[alias.alias_kind];
}

/** The alias in the form in which it is compared. A value that is not valid for its kind is compared exactly. */
export function aliasKey(alias: SentAlias): AliasKey {
  return { kind: alias.alias_kind, key: keyOf(alias) ?? alias.raw_value, raw: alias.raw_value };
}

/**
 * The prefixes that an alias's key can have when its value begins with `text`, each with the kinds that it applies to. An id
 * whose case matters is also found by its lower-case form.
 */
export function aliasBeginnings(text: string): { key: string; kinds: AliasKind[] }[] {
  const beginnings: Record<AliasKind, (string | undefined)[]> = {
    email: [textKey(text), addressKey(text)],
    phone: [phoneKey(text)],
    social: [textKey(withoutAt(text))],
    external_id: [text, textKey(text)],
    cookie: [text, textKey(text)],
  };
  const kindsOf = new Map<string, AliasKind[]>();
  for (const kind of aliasKinds) {
    for (const key of new Set(beginnings[kind])) if (key) kindsOf.set(key, [...(kindsOf.get(key) ?? []), kind]);
  }
  return [...kindsOf].map(([key, kinds]) => ({ key, kinds }));
}
