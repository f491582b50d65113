import { Button } from "@/components/ui/button";
import { countText } from "@/lib/number-text";
import type { Wanted } from "./cell";

/** The keys that set the selected cells, with their buttons. */
export const roleKeys: readonly { key: string; label: string; wanted: Wanted }[] = [
  { key: "a", label: "Admin", wanted: { role: "admin" } },
  { key: "e", label: "Editor", wanted: { role: "editor" } },
  { key: "v", label: "Viewer", wanted: { role: "viewer" } },
  { key: "Delete", label: "No access", wanted: null },
];

type Props = { count: number; onSet: (wanted: Wanted) => void };

/** Sets the selected cells by pointer. */
export function RoleButtons({ count, onSet }: Props) {
  return (
    <fieldset className="mb-2 flex flex-wrap items-center gap-2">
      <legend className="sr-only">Set the selected cells</legend>
      <span className="text-muted text-sm tabular-nums">{countText(count, "cell")} selected</span>
      {roleKeys.map(({ key, label, wanted }) => (
        <Button key={key} aria-keyshortcuts={key} onClick={() => onSet(wanted)}>
          {label}
        </Button>
      ))}
    </fieldset>
  );
}
