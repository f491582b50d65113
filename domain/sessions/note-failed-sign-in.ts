import { bySystem } from "@/db/audit-journal";
import type { Jobs } from "@/db/jobs";
import { withScope } from "@/db/scope";
import { queueFailedSignIn, type SignInAccount } from "@/db/sign-in";
import { selfById } from "@/domain/access/operator";
import { audit } from "@/domain/audit-log/audit";
import type { Provenance } from "@/lib/auth/client";
import { sealProvenance, unsealProvenance } from "@/lib/auth/sealed-provenance";

type Failure = { failed: readonly SignInAccount[]; locked: readonly SignInAccount[] };

const idsOf = (accounts: readonly SignInAccount[]) =>
  accounts.map(({ actor }) => ({ org_id: actor.orgId, org_member_id: actor.memberId }));

/**
 * Has a failed sign-in recorded in the audit log of each account of the address, and in that of those it has locked. A job
 * does it, so that the answer takes as long for an address that nobody has (docs/decisions/017).
 */
export async function reportFailedSignIn({ failed, locked }: Failure, provenance: Provenance): Promise<void> {
  await queueFailedSignIn({ failed: idsOf(failed), locked: idsOf(locked), from: await sealProvenance(provenance) });
}

/** The job. */
export async function noteFailedSignIn({ failed, locked, from }: Jobs["note_failed_sign_in"]): Promise<void> {
  const origin = { ...bySystem, ...(await unsealProvenance(from)) };
  const note = (action: "session.failed" | "session.locked", accounts: typeof failed) =>
    accounts.map(({ org_id, org_member_id: id }) =>
      withScope(selfById(org_id, id), async (tx) => audit(tx, action, { id }), origin),
    );
  await Promise.all([...note("session.failed", failed), ...note("session.locked", locked)]);
}
