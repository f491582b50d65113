import { sql } from "drizzle-orm";
import { fixed } from "@/db/fixed";
import { jsonObject, jsonTime } from "@/db/json";
import { rules } from "@/db/schema/rules";
import { rulesets } from "@/db/schema/rulesets";

/** A ruleset as the API shows it. */
export const rulesetJson = fixed(
  jsonObject({
    id: rulesets.rulesetId,
    name: rulesets.name,
    kind: rulesets.kind,
    active: rulesets.active,
    starts_at: jsonTime(rulesets.startsAt),
    ends_at: jsonTime(rulesets.endsAt),
    score_above: rulesets.scoreAbove,
    created_at: jsonTime(rulesets.createdAt),
    updated_at: jsonTime(rulesets.updatedAt),
  }),
);

const common = { id: rules.ruleId, ruleset_id: rules.rulesetId };
const rest = {
  weight: rules.weight,
  active: rules.active,
  position: rules.position,
  created_at: jsonTime(rules.createdAt),
};

/** The order of a ruleset's rules on the Rules page. */
export const asPlaced = sql`${rules.position} nulls last, ${rules.createdAt}, ${rules.ruleId}`;

/** A rule as the API shows it: the fields of its kind. */
export const ruleJson = sql`case ${rules.kind}
  when 'engagement' then ${jsonObject({ ...common, event_type: rules.eventType, ...rest })}
  else ${jsonObject({ ...common, profile_field: rules.profileField, operator: rules.operator, value: rules.value, ...rest })} end`;
