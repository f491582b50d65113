import { peopleText } from "@/components/access-changes/change-words";
import { ScrollBox } from "@/components/ui/scroll-box";
import type { ResentInvitation } from "@/domain/invitations/resend-schema";
import { countText, numberText } from "@/lib/number-text";

const NAMED = 50;

/** How many of these invitations are sent, or were. */
export const sentIn = (rows: readonly ResentInvitation[]) => rows.filter(({ result }) => result === "sent").length;

/** Who is sent an invitation and who is not and why, before it is done and afterwards. */
export function ResendEffects({ rows, isDone }: { rows: readonly ResentInvitation[]; isDone: boolean }) {
  const [sent, refused] = [sentIn(rows), rows.filter(({ result }) => result === "refused")];
  const others = rows.length - sent - refused.length;
  return (
    <div className="space-y-2">
      <p role="status" className="text-sm">
        {countText(sent, "invitation")} {isDone ? "sent" : "will be sent"}.
        {others > 0 &&
          ` ${peopleText(others)} ${others === 1 ? "has" : "have"} no open invitation, so nothing is sent to them.`}
        {refused.length > 0 &&
          ` ${peopleText(refused.length)} cannot be sent one now${isDone ? "; their earlier links still work" : ""}.`}
      </p>
      {refused.length > 0 && (
        <ScrollBox label="Who is refused" className="max-h-56 rounded-md border border-line text-sm">
          <ul className="divide-y divide-line">
            {refused.slice(0, NAMED).map(({ org_member_id: id, name, email, detail }) => (
              <li key={id} className="px-2.5 py-1">
                <span className="wrap-anywhere">
                  {name} <span className="text-muted">{email}</span>
                </span>
                <span className="block text-bad">{detail}</span>
              </li>
            ))}
            {refused.length > NAMED && (
              <li className="px-2.5 py-1 text-muted">and {numberText(refused.length - NAMED)} more</li>
            )}
          </ul>
        </ScrollBox>
      )}
    </div>
  );
}
