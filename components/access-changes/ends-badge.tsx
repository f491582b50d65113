import { Badge } from "@/components/ui/badge";
import { LocalTime } from "@/components/ui/local-time";

/** Marks access that ends by itself, with its last day. */
export function EndsBadge({ at }: { at: string | null }) {
  return (
    at && (
      <Badge tone="warn">
        Ends <LocalTime value={at} precision="day" />
      </Badge>
    )
  );
}
