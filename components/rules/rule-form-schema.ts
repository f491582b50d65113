import { z } from "zod";
import {
  operators,
  type Rule,
  RuleBody,
  type RuleContent,
  type RuleInput,
  type RulesetKind,
} from "@/domain/rulesets/schema";
import { isExactNumber } from "@/lib/exact-number";

/** A rule as input for the API. */
export const ruleInputOf = ({
  id: _id,
  ruleset_id: _set,
  position: _place,
  created_at: _at,
  ...input
}: Rule): RuleInput => input;

const isNumber = (text: string) => /^-?\d+(\.\d+)?$/.test(text);

// A JSON number or boolean if written exactly as one. Scoring compares as text, so either works.
function typed(text: string): NonNullable<RuleInput["value"]> {
  if (text === "true" || text === "false") return text === "true";
  return isNumber(text) && String(Number(text)) === text ? Number(text) : text;
}

/** The form for a rule of a kind, on top of the API's own schema; numbers are typed as text. */
export function ruleForm(kind: RulesetKind) {
  return z
    .object({
      event_type: z.string(),
      profile_field: z.string(),
      operator: z.enum(operators),
      value: z.string(),
      weight: z.string(),
      active: z.boolean(),
    })
    .transform(({ event_type, profile_field, operator, value, weight, active }, context): RuleInput => {
      const text = value.trim();
      const condition = kind === "engagement" ? { event_type } : { profile_field, operator, value: typed(text) };
      const points = isNumber(weight.trim()) && isExactNumber(weight.trim()) ? Number(weight) : Number.NaN;
      const parsed = RuleBody.safeParse({ ...condition, weight: points, active });
      if (kind === "profile" && /_than$/.test(operator) && !isNumber(text)) {
        context.addIssue({ code: "custom", path: ["value"], message: "must be a number for this comparison" });
      }
      if (parsed.success) return parsed.data;
      for (const { path, message } of parsed.error.issues) context.addIssue({ code: "custom", path, message });
      return z.NEVER;
    });
}

export type RuleFormInput = z.input<ReturnType<typeof ruleForm>>;

/** The form's values for a rule, or for a new one. */
export const ruleFormValues = (rule: RuleContent | undefined): RuleFormInput => ({
  event_type: rule?.event_type ?? "",
  profile_field: rule?.profile_field ?? "",
  operator: rule?.operator ?? "equals",
  value: String(rule?.value ?? ""),
  weight: String(rule?.weight ?? 10),
  active: rule?.active ?? true,
});
