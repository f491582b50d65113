import { textKey } from "@/lib/text-key";
import type { Alias, AliasKind } from "./schema";

/** An alias with the form that it is compared in. */
export type AliasKey = { kind: AliasKind; key: string; raw: string };

const keys: Record<AliasKind, (value: string) => string> = {
  email: textKey,
  // Spaces, dots, dashes and parentheses are only for the eye.
  phone: (value) => value.replace(/[\s().\-/\u2010-\u2015]/gu, "") || value,
  social: (value) => textKey(value.replace(/^@(?=.)/, "")),
  external_id: (value) => value,
  cookie: (value) => value,
};

/** The alias in the form in which two that name one person are the same; an id of another system is kept to the letter. */
export function aliasKey({ alias_kind: kind, raw_value: raw }: Alias): AliasKey {
  return { kind, key: keys[kind](raw.normalize("NFC").trim()), raw };
}
