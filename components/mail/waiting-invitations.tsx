import { RelativeTime } from "@/components/ui/relative-time";
import { countText, numberText } from "@/lib/number-text";

type Props = { waiting: { count: number; until: string }; perHour: number };

/** Says that invitations are queued because the hourly limit is reached, and when the last one leaves. */
export function WaitingInvitations({ waiting: { count, until }, perHour }: Props) {
  return (
    <p role="status" className="mb-6">
      {countText(count, "invitation waits", "invitations wait")}: at most {numberText(perHour)} leave in an hour. The
      last leaves <RelativeTime value={until} />.
    </p>
  );
}
