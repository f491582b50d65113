import { CopyButton } from "@/components/ui/copy-button";
import { Fact, Facts } from "@/components/ui/facts";
import { RelativeTime } from "@/components/ui/relative-time";
import type { LeadDetail } from "@/domain/leads/schema";
import { numberText } from "@/lib/number-text";
import { levelsExplained, ScoreLevel } from "./score-level";

/** A lead's key facts. */
export function LeadFacts({ lead }: { lead: LeadDetail }) {
  return (
    <Facts>
      <Fact term="Score" note={levelsExplained}>
        <span className="font-semibold tabular-nums">{numberText(lead.score)}</span>
        <ScoreLevel score={lead.score} />
      </Fact>
      <Fact term="Owner">
        <span className={lead.owner_name ? "min-w-0 wrap-anywhere" : "text-muted"}>{lead.owner_name ?? "Nobody"}</span>
      </Fact>
      <Fact term="Last event">
        {lead.last_event_at ? (
          <RelativeTime value={lead.last_event_at} />
        ) : (
          <span className="text-muted">None yet</span>
        )}
      </Fact>
      <Fact term="Added">
        <RelativeTime value={lead.created_at} />
      </Fact>
      <Fact term="Id">
        <code className="break-all max-sm:text-xs">{lead.lead_id}</code>
        <CopyButton text={lead.lead_id} label="Copy the id" />
      </Fact>
    </Facts>
  );
}
