import { RelativeTime } from "@/components/ui/relative-time";

type Props = { waiting: { count: number; until: string }; perHour: number };

/** That invitations wait because the organization's of this hour have left, and when the last of them leaves. */
export function WaitingInvitations({ waiting: { count, until }, perHour }: Props) {
  return (
    <p role="status" className="mb-6">
      {count === 1 ? "1 invitation waits" : `${count.toLocaleString("en")} invitations wait`}: at most{" "}
      {perHour.toLocaleString("en")} leave in an hour. The last leaves <RelativeTime value={until} />.
    </p>
  );
}
