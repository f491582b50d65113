import { ScrollBox } from "@/components/ui/scroll-box";
import type { AccessChangeDiff, EffectiveItem } from "@/domain/access-changes/schema";
import { countText, numberText } from "@/lib/number-text";
import { refusalText, subjectText } from "./change-words";
import { StateWords } from "./state-words";

const order = ["refused", "changed", "none"] as const;
const tones = { refused: "text-bad", changed: "text-text", none: "text-muted" };

type Props = { label: string; items: AccessChangeDiff["items"]; selfId?: string; most?: number; isTall?: boolean };

/** What a change does to whom, the refused ones first; a long list ends with how many more there are. */
export function EffectList({ label, items, selfId, most = 50, isTall = false }: Props) {
  const shown = order.flatMap((effect) => items.filter((item) => item.effect === effect)).slice(0, most);
  return (
    <ScrollBox
      label={label}
      className={`rounded-md border border-line text-sm ${isTall ? "max-h-[70vh]" : "max-h-56"}`}
    >
      <ul className="divide-y divide-line">
        {shown.map((item) => (
          <li
            key={`${item.op} ${item.org_member_id} ${item.unit_id}`}
            className="flex flex-wrap justify-between gap-x-3 px-2.5 py-1"
          >
            <span className="min-w-0 wrap-anywhere">
              {subjectText(item)}
              {item.org_member_id === selfId && <span className="text-muted"> (you)</span>}
            </span>
            <span className={`wrap-anywhere ${tones[item.effect]}`}>
              <Effect item={item} />
            </span>
          </li>
        ))}
        {items.length > shown.length && (
          <li className="px-2.5 py-1 text-muted">and {numberText(items.length - shown.length)} more</li>
        )}
      </ul>
    </ScrollBox>
  );
}

function Effect({ item: { before, after, effect, code } }: { item: EffectiveItem }) {
  if (effect === "refused") return `Refused: ${refusalText(code)}`;
  if (effect === "none") return <StateWords state={before} />;
  return (
    <>
      <StateWords state={before} /> → <StateWords state={after} />
    </>
  );
}

/** "18 changes, 2 stay as they are, 1 is refused": counted by item. */
export function countsText(items: readonly EffectiveItem[]): string {
  const number = (effect: EffectiveItem["effect"]) => items.filter((item) => item.effect === effect).length;
  const [changed, none, refused] = [number("changed"), number("none"), number("refused")];
  return [
    changed > 0 && countText(changed, "change"),
    none > 0 && `${numberText(none)} ${none === 1 ? "stays as it is" : "stay as they are"}`,
    refused > 0 && `${numberText(refused)} ${refused === 1 ? "is" : "are"} refused`,
  ]
    .filter(Boolean)
    .join(", ");
}
