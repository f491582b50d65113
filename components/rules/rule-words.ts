import type { Rule, RulesetKind } from "@/domain/rulesets/schema";

type Operator = NonNullable<Rule["operator"]>;

/** Labels for the kinds of rulesets, and how their rules give points. */
export const kindWords: Record<RulesetKind, { name: string; reads: string }> = {
  engagement: { name: "Engagement", reads: "Every event of a rule's type gives its points." },
  profile: { name: "Profile", reads: "A matching profile field gives its points once." },
};

/** Operators in words, between a field and a value. */
export const operatorWords: Record<Operator, string> = {
  equals: "is",
  not_equals: "is not",
  contains: "contains",
  greater_than: "is more than",
  less_than: "is less than",
};

type Condition = {
  event_type?: string | null;
  profile_field?: string | null;
  operator?: string | null;
  value?: string | number | boolean | null;
};

/** A rule's condition in words: the event's type, or the comparison of a field. */
export function conditionText({ event_type: type, profile_field: field, operator, value }: Condition): string {
  if (type) return type;
  return `${field} ${operatorWords[operator as Operator] ?? operator} ${value}`;
}
