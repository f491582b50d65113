"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Chosen } from "@/components/access-changes/change-draft";
import type { Asked } from "@/components/access-changes/review-dialog";
import type { SortLink } from "@/components/data-table/sort-header";
import type { AccessChangeDiff } from "@/domain/access-changes/schema";
import type { ListedMember } from "@/domain/members/schema";
import type { TableChoices } from "@/lib/table-choices";
import type { MemberOp, Powers } from "./member-ops";
import { MembersTable } from "./members-table";
import { RowControls } from "./row-controls-context";
import { useSelection } from "./use-selection";

type Props = {
  members: ListedMember[];
  total: number;
  /** The address of this page of the list, and its filters as GET /members names them. */
  address: string;
  filters: Extract<Chosen, { count: number }>["filters"];
  caption: string;
  sortLinks: Partial<Record<string, SortLink>>;
  choices: TableChoices;
  powers: Powers;
  /** What the viewer may do to selected members. */
  ops: readonly MemberOp[];
  selfId: string;
  /** Whether the viewer sees every membership. */
  seesEveryUnit: boolean;
  /** Shown above the table while nobody is selected. */
  toolbar: ReactNode;
};

/** What is to be done, and to whom. */
type AskedOp = Asked | (Omit<Asked, "op"> & { op: "resend" });

/** A page of members who can be selected and changed, and the result of the last change. */
export function MembersWorkspace({ members, total, address, filters, powers, ops, selfId, toolbar, ...table }: Props) {
  const router = useRouter();
  const [asked, ask] = useState<AskedOp | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [done, setDone] = useState<AccessChangeDiff | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const ids = useMemo(() => members.map(({ org_member_id: id }) => id), [members]);
  const [cells, setCells] = useState<typeof import("./row-controls") | null>(null);
  useEffect(() => {
    import("./row-controls").then(setCells, () => {}); // without them the list can still be read
  }, []);
  const nameOf = useMemo(() => (cells ? cells.namesOf(members) : () => ""), [cells, members]);
  const selection = useSelection(ids, address);
  const { selected, isAll, leave } = selection;
  const box = useRef<HTMLDivElement>(null);

  function endResending(hasSent: boolean) {
    flushSync(() => setAsking(false));
    if (!hasSent) return;
    giveUp();
    router.refresh();
  }

  function giveUp() {
    leave();
    const boxes = [...(box.current?.querySelectorAll<HTMLElement>("input[type=checkbox]") ?? [])];
    boxes.find((one) => one.checkVisibility())?.focus();
  }

  function begin(next: AskedOp) {
    ask(next);
    setAsking(true);
  }

  function finish(diff: AccessChangeDiff) {
    flushSync(() => setAsking(false)); // synchronously: nothing behind an open dialog can take the focus
    leave();
    show(diff);
  }

  function show(diff: AccessChangeDiff) {
    setDone(diff);
    router.refresh();
  }

  const chosen: Chosen = isAll ? { filters, count: total } : { ids: selected };
  const one = selected.length === 1 && !isAll && members.find(({ org_member_id: id }) => id === selected[0]);
  return (
    <div ref={box}>
      {cells && done && (
        <Suspense fallback={null}>
          <cells.ChangeDone
            key={done.id}
            done={done}
            onUndone={() => router.refresh()}
            onDismiss={() => setDone(null)}
          />
        </Suspense>
      )}
      {cells && failure !== null && (
        <div className="mb-3">
          <cells.FormError error={failure} />
        </div>
      )}
      {cells && selected.length > 0 ? (
        <Suspense fallback={toolbar}>
          <cells.BatchBar
            selection={selection}
            shown={members.length}
            total={total}
            ops={ops}
            onAct={(op) => begin({ op, chosen, ...(one ? { name: nameOf(one) } : {}) })}
            onApproach={cells.approach}
            onEscape={isAsking ? null : giveUp}
          />
        </Suspense>
      ) : (
        toolbar
      )}
      {members.length > 0 && (
        <RowControls
          value={{
            cells,
            selection,
            powers,
            nameOf,
            onAct: (op, member) => begin({ op, chosen: { ids: [member.org_member_id] }, name: nameOf(member) }),
            onApproach: () => cells?.approach(),
            onDone: show,
            onFailure: setFailure,
          }}
        >
          <MembersTable {...table} members={members} selfId={selfId} hasControls={ops.length > 0} />
        </RowControls>
      )}
      {cells && asked && (
        <Suspense fallback={null}>
          {asked.op === "resend" ? (
            <cells.ResendDialog chosen={asked.chosen} name={asked.name} open={isAsking} onClose={endResending} />
          ) : (
            <cells.ReviewDialog
              asked={asked}
              units={powers.units}
              selfId={selfId}
              open={isAsking}
              onClose={() => setAsking(false)}
              onDone={finish}
            />
          )}
        </Suspense>
      )}
    </div>
  );
}
