import { Badge } from "@/components/ui/badge";
import type { Ruleset } from "@/domain/rulesets/schema";

const time = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
const written = (value: string) => `${time.format(new Date(value))} UTC`;

/** Whether a ruleset's rules count at a moment; `now` in RFC 3339, UTC, to the second. */
export function RulesetState({ ruleset, now }: { ruleset: Ruleset; now: string }) {
  if (!ruleset.active) return <Badge>Off</Badge>;
  if (ruleset.ends_at && ruleset.ends_at <= now) return <Badge>Ended</Badge>;
  if (ruleset.starts_at && ruleset.starts_at > now) return <Badge tone="warn">Not yet</Badge>;
  return <Badge tone="good">Counts</Badge>;
}

/** When a ruleset's window is open, in words; "" where it always is. */
export function windowText({ starts_at: start, ends_at: end }: Ruleset): string {
  if (start && end) return `From ${written(start)} until ${written(end)}.`;
  if (start) return `From ${written(start)} on.`;
  return end ? `Until ${written(end)}.` : "";
}
