import { z } from "zod";
import { text } from "@/lib/fields";
import { textKey } from "@/lib/text-key";

/** The kinds of what a lead is known by. */
export const aliasKinds = ["email", "phone", "external_id", "cookie", "social"] as const;
export type AliasKind = (typeof aliasKinds)[number];

/** One thing that a lead is known by, as clients send it. */
export const Alias = z
  .strictObject({
    alias_kind: z.enum(aliasKinds).meta({ description: "What kind of name it is", example: "email" }),
    raw_value: text({ min: 1, max: 320 })
      .refine((value) => value.trim() !== "", "must not be empty")
      .meta({ description: "The value as you know it", example: "Ada@Example.com" }),
  })
  .meta({ id: "Alias" });

export type Alias = z.output<typeof Alias>;

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
