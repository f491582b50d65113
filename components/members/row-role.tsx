"use client";

import { use } from "react";
import { refusalText } from "@/components/access-changes/change-words";
import { useOnce } from "@/components/forms/use-once";
import type { AccessChangeDiff } from "@/domain/access-changes/schema";
import type { Member } from "@/domain/members/schema";
import { ApiError, api } from "@/lib/http/api-client";
import type { Role } from "@/lib/roles";
import { RoleMenu } from "./role-menu";
import { RowControls } from "./row-controls-context";

/** The org role of a row, changed at once; the result above the list has the button that undoes it. */
export function RowRole({ member }: { member: Member }) {
  const controls = use(RowControls);
  const { once } = useOnce();
  if (!controls) return null;
  const { nameOf, onDone, onFailure } = controls;
  const { org_member_id, role } = member;

  const change = (next: Role) =>
    once(async () => {
      onFailure(null);
      const changes = [{ op: "set_org_role", org_member_id, role: next }];
      const sent = api<AccessChangeDiff>("POST", "/access-changes", { changes });
      await sent.then(onDone, (error) => onFailure(wordsOf(error)));
    });

  return <RoleMenu label={`Org role of ${nameOf(member)}`} role={role} onChoose={change} isCompact />;
}

/** A refusal of the only item, in the words of the item. */
function wordsOf(error: unknown): unknown {
  if (!(error instanceof ApiError) || error.code !== "change_refused") return error;
  const { diff } = error.details as { diff: AccessChangeDiff };
  return new ApiError(error.status, error.code, `Refused: ${refusalText(diff.items[0]?.code)}.`, error.requestId);
}
