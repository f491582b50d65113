"use client";

import { FormError } from "@/components/forms/form-error";
import { useOnce } from "@/components/forms/use-once";
import { Button } from "@/components/ui/button";
import type { AccessChangeDiff, EffectiveItem, ItemState } from "@/domain/access-changes/schema";
import { ApiError, api } from "@/lib/http/api-client";
import { numberText } from "@/lib/number-text";
import { refusalText, subjectText } from "./change-words";
import { StateWords } from "./state-words";

const NAMED = 10;

type Superseded = Pick<EffectiveItem, "op" | "name" | "org_member_id" | "unit_id" | "unit_name"> & { now: ItemState };
type Props = { changeId: string; onUndone: (diff: AccessChangeDiff) => void };

/** Undoes a change with one click; names what has changed since then and offers to undo the rest. */
export function UndoChange({ changeId, onUndone }: Props) {
  const { once, failure } = useOnce();
  const undo = (query = "") =>
    once(async () => onUndone(await api<AccessChangeDiff>("POST", `/access-changes/${changeId}/undo${query}`)));

  const { items, diff } = (failure instanceof ApiError ? failure.details : {}) as {
    items?: Superseded[];
    diff?: AccessChangeDiff;
  };
  const refused = diff?.items.filter(({ effect }) => effect === "refused");
  return (
    <>
      <Button onClick={() => undo()}>Undo</Button>
      {failure !== null && (
        <div className="order-last w-full space-y-2 text-sm">
          <FormError error={failure} fallback="Nothing was undone. Try again." />
          {items && (
            <>
              <Named items={items} what={({ now }) => <StateWords state={now} />} />
              <Button onClick={() => undo("?skip_superseded=true")}>Undo the others</Button>
            </>
          )}
          {refused && <Named items={refused} what={({ code }) => refusalText(code)} />}
        </div>
      )}
    </>
  );
}

type NamedProps<I> = { items: I[]; what: (item: I) => React.ReactNode };

function Named<I extends Omit<Superseded, "now">>({ items, what }: NamedProps<I>) {
  return (
    <ul className="list-disc space-y-1 pl-5">
      {items.slice(0, NAMED).map((item) => (
        <li key={`${item.op} ${item.org_member_id} ${item.unit_id}`}>
          {subjectText(item)}: {what(item)}
        </li>
      ))}
      {items.length > NAMED && <li>and {numberText(items.length - NAMED)} more</li>}
    </ul>
  );
}
