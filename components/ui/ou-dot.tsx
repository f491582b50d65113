import { classNames } from "./class-names";
import { colorOf } from "./color-of";

const colors = ["bg-chart-1", "bg-chart-2", "bg-chart-3", "bg-chart-4", "bg-chart-5", "bg-chart-6"];

/** The dot in an OU's colour, beside its name. It only helps to recognize, because several OUs share a colour. */
export function OuDot({ id, className }: { id: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames("inline-block size-2 shrink-0 rounded-full", colors[colorOf(id)], className)}
    />
  );
}
