"use client";

import { CheckboxField } from "@/components/ui/field";
import { paletteKeys } from "./palette-keys";
import { shortcutsHere } from "./shortcut";

type Props = { isOn: boolean; onSwitch: (isOn: boolean) => void };

/** Every shortcut that works on this page, and the switch for those of single keys. */
export function ShortcutList({ isOn, onSwitch }: Props) {
  return (
    <>
      <dl className="divide-y divide-line border-line border-y">
        <Row keys={paletteKeys()} does="Open and close the command palette" />
        {shortcutsHere().map(({ keys, does }) => (
          <Row key={keys} keys={keys} does={does} isOff={!isOn} />
        ))}
      </dl>
      <div className="mt-4">
        <CheckboxField
          label="Use shortcuts of single keys"
          hint="Turn them off if you use speech input, or press keys by accident. This browser remembers it for you."
          checked={isOn}
          onChange={(event) => onSwitch(event.target.checked)}
        />
      </div>
    </>
  );
}

function Row({ keys, does, isOff = false }: { keys: string; does: string; isOff?: boolean }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-1.5">
      <dt className={isOff ? "text-muted line-through" : ""}>{does}</dt>
      <dd className="flex shrink-0 gap-1 whitespace-nowrap">
        {keys.split(" ").map((key) => (
          <kbd key={key} className="rounded border border-line bg-raised px-1.5 text-sm">
            {key}
          </kbd>
        ))}
      </dd>
    </div>
  );
}
