import { textKey } from "@/lib/text-key";
import { type Alias, type AliasKind, aliasKinds } from "./schema";

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

/**
 * The beginnings that an alias's key may have for its value to begin with `text`, each with the kinds that it is good for.
 * Of an id that is kept to the letter, small letters find it whichever way they were typed.
 */
export function aliasBeginnings(text: string): { key: string; kinds: AliasKind[] }[] {
  const kindsOf = new Map<string, AliasKind[]>();
  for (const kind of aliasKinds) {
    const { key } = aliasKey({ alias_kind: kind, raw_value: text });
    for (const one of new Set([key, textKey(key)])) kindsOf.set(one, [...(kindsOf.get(one) ?? []), kind]);
  }
  return [...kindsOf].map(([key, kinds]) => ({ key, kinds }));
}

/** The alias in the form in which two that name one person are the same; an id of another system is kept to the letter. */
export function aliasKey({ alias_kind: kind, raw_value: raw }: Alias): AliasKey {
  return { kind, key: keys[kind](raw.normalize("NFC").trim()), raw };
}
