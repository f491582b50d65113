import { Badge } from "@/components/ui/badge";
import { LocalTime } from "@/components/ui/local-time";
import type { Ruleset } from "@/domain/rulesets/schema";

/** Whether a ruleset is in effect; `now` in RFC 3339, UTC, to the second. */
export function RulesetState({ ruleset, now }: { ruleset: Ruleset; now: string }) {
  if (!ruleset.active) return <Badge>Off</Badge>;
  if (ruleset.ends_at && ruleset.ends_at <= now) return <Badge>Ended</Badge>;
  if (ruleset.starts_at && ruleset.starts_at > now) return <Badge tone="warn">Scheduled</Badge>;
  return <Badge tone="good">Active</Badge>;
}

/** A ruleset's active period in words; nothing if it has no limits. */
export function RulesetWindow({ ruleset: { starts_at: start, ends_at: end } }: { ruleset: Ruleset }) {
  const from = start && <LocalTime value={start} />;
  const until = end && <LocalTime value={end} />;
  if (from && until) {
    return (
      <>
        From {from} until {until}.
      </>
    );
  }
  if (from) return <>From {from} on.</>;
  return until && <>Until {until}.</>;
}
