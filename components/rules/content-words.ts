import type { Words } from "@/components/forms/conflict";
import type { RuleContent, RulesetContent } from "@/domain/rulesets/schema";
import { numberText, signedText } from "@/lib/number-text";
import { timeText } from "@/lib/time-text";
import { operatorWords } from "./rule-words";

const moment = (time: string) => timeText(time, "minute", true);

/** Labels for a ruleset's fields. */
export const rulesetWords: Words<RulesetContent> = {
  name: "Name",
  active: "The ruleset is active",
  starts_at: { label: "Active from", say: moment },
  ends_at: { label: "Active until", say: moment },
  score_above: { label: "Announce scores above", say: numberText },
};

/** Labels for a rule's fields. */
export const ruleWords: Words<RuleContent> = {
  event_type: "Event type",
  profile_field: "Profile field",
  operator: { label: "Comparison", say: (operator) => operatorWords[operator] },
  value: { label: "Value", say: String },
  weight: { label: "Points", say: signedText },
  active: "The rule is active",
};
