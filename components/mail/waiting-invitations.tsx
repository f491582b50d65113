import { RelativeTime } from "@/components/ui/relative-time";
import { countText, numberText } from "@/lib/number-text";

type Props = { waiting: { count: number; until: string }; perHour: number };

/** Says that invitations are queued because of the hourly limit, and when the last one leaves. */
export function WaitingInvitations({ waiting: { count, until }, perHour }: Props) {
  return (
    <p role="status" className="mb-6">
      {countText(count, "invitation is", "invitations are")} waiting: at most {numberText(perHour)} are sent an hour.
      The last one leaves <RelativeTime value={until} />.
    </p>
  );
}
