import { roleNames } from "@/components/members/role-words";
import { statusNames } from "@/components/members/status-words";
import { LocalTime } from "@/components/ui/local-time";
import type { ItemState } from "@/domain/access-changes/schema";

/** A membership, an org role or a status before or after a change. */
export function StateWords({ state }: { state: ItemState }) {
  if (state === null) return "no access";
  if (state.status) return statusNames[state.status];
  return (
    <>
      {state.role && roleNames[state.role]}
      {state.expires_at && (
        <>
          {" "}
          until <LocalTime value={state.expires_at} />
        </>
      )}
    </>
  );
}
