import type { Words } from "@/components/forms/conflict";
import type { RuleContent, RulesetContent } from "@/domain/rulesets/schema";
import { timeText } from "@/lib/time-text";
import { operatorWords, pointsText } from "./rule-words";

const moment = (time: string) => timeText(time, "minute", true);

/** What the fields of a ruleset are called. */
export const rulesetWords: Words<RulesetContent> = {
  name: "Name",
  active: "The ruleset is active",
  starts_at: { label: "Counts from", say: moment },
  ends_at: { label: "Counts until", say: moment },
};

/** What the fields of a rule are called. */
export const ruleWords: Words<RuleContent> = {
  event_type: "Event type",
  profile_field: "Profile field",
  operator: { label: "Comparison", say: (operator) => operatorWords[operator] },
  value: { label: "Value", say: String },
  weight: { label: "Points", say: pointsText },
  active: "The rule counts",
};
