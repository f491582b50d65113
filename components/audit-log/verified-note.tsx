import { LocalTime } from "@/components/ui/local-time";
import type { AuditTree } from "@/domain/audit-log/schema";
import { numberText } from "@/lib/number-text";

const lights = { good: "bg-good", warn: "bg-warn", bad: "bg-bad" };

function Light({ tone }: { tone: keyof typeof lights }) {
  return <span aria-hidden className={`mt-1.5 size-2.5 shrink-0 rounded-full ${lights[tone]}`} />;
}

/** How far the log has been checked, and where to get the proof; `tree` is null before the first entry is sealed. */
export function VerifiedNote({ tree }: { tree: AuditTree | null }) {
  const differs = tree?.differs_at ?? null;
  const verifiedAt = tree && tree.verified > 0 ? tree.verified_at : null;
  const tone = differs !== null ? "bad" : verifiedAt === null ? "warn" : "good";
  return (
    <div className="mb-4 flex items-start gap-2 rounded-md border border-line px-3 py-2 text-sm">
      <Light tone={tone} />
      <div className="min-w-0 space-y-1">
        {differs !== null ? (
          <Differs index={differs} />
        ) : verifiedAt === null ? (
          <p>Not verified yet. Entries are sealed within a minute, and checked again after that.</p>
        ) : (
          <p>
            Verified up to entry {numberText((tree?.verified ?? 0) - 1)}, <LocalTime value={verifiedAt} />
          </p>
        )}
        <p className="flex flex-wrap gap-x-4 text-muted">
          {tree?.has_checkpoint && (
            <a href="/audit-log/checkpoint" className="inline-block min-h-6 underline">
              Newest checkpoint
            </a>
          )}
          <a href="/audit-log/key" className="inline-block min-h-6 underline">
            Public key
          </a>
        </p>
      </div>
    </div>
  );
}

function Differs({ index }: { index: number }) {
  return (
    <p role="alert">
      <span className="font-medium text-bad">Entry {numberText(index)} differs from what was sealed.</span> Somebody has
      changed the database behind the application. Don’t prune anything. Export the log, and check it with{" "}
      <code>npm run audit:verify</code> and the last checkpoint that you have kept elsewhere, to see what else has
      changed; then compare it with a backup.
    </p>
  );
}
