import { columnMiddle, spread } from "./chart-scale";
import { DayText } from "./chart-text";

const LABELS = 5;

/** The labels of an axis of days (UTC) of which the last is today. */
export function dayLabels(days: readonly { day: string }[]) {
  const x = columnMiddle(days.length);
  return spread(days.length, LABELS).map((index) => ({
    at: x(index),
    text: index === days.length - 1 ? "Today" : <DayText value={days[index]?.day ?? ""} />,
  }));
}
