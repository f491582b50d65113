"use client";

import { LocalTime } from "@/components/ui/local-time";
import { useInBrowser } from "@/components/ui/use-in-browser";
import { timeText } from "@/lib/time-text";

type Props = { at: string; previousAt: string | undefined; as: "h2" | "h3" };

/** The heading above a day's first entry, in the reader's time zone. */
export function DayHeading({ at, previousAt, as: Heading }: Props) {
  const isReaders = useInBrowser();
  const dayOf = (value: string) => timeText(value, "day", isReaders);
  if (previousAt !== undefined && dayOf(previousAt) === dayOf(at)) return null;
  return (
    <Heading className="mt-4 mb-1 border-line border-b pb-1 font-medium text-muted text-sm">
      <LocalTime value={at} precision="day" />
    </Heading>
  );
}
