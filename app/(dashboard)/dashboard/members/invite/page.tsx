import type { Metadata } from "next";
import { ForAdmins } from "@/app/(dashboard)/for-admins";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { InviteMany } from "@/components/invite-many/invite-many";
import { MEMBERS_PATH } from "@/components/members/member-list-state";
import { buttonStyle } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { scopedReader } from "@/domain/access/reader";
import { mayCreateMember } from "@/domain/members/policy";
import { listOrgUnits } from "@/domain/org-units/list-org-units";

export const metadata: Metadata = { title: "Invite many" };

export default function InvitePage() {
  return readPage(async ({ actor, ahead }) => {
    const back = (
      <Link href={MEMBERS_PATH} className={buttonStyle()}>
        Go to members
      </Link>
    );
    if (!mayCreateMember(actor)) {
      return (
        <ForAdmins page="Invite many" title="Only org admins can invite members" actions={back}>
          They can invite your list.
        </ForAdmins>
      );
    }
    const units = ahead.parse();
    return (
      <>
        <PageHeader
          title="Invite many"
          description="Everyone on the list gets an invitation by e-mail and chooses their own password."
          actions={back}
        />
        <noscript>
          <p className="mb-4 text-warn">Inviting requires JavaScript.</p>
        </noscript>
        <InviteMany units={units.map(({ unit_id, name, is_default }) => ({ unit_id, name, is_default }))} />
      </>
    );
  }, readUnits);
}

const readUnits = (tx: ReadTx) => listOrgUnits(tx, scopedReader);
