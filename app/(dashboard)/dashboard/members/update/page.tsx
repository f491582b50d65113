import type { Metadata } from "next";
import { ForAdmins } from "@/app/(dashboard)/for-admins";
import { readPage } from "@/app/(dashboard)/read-page";
import { MEMBERS_PATH } from "@/components/members/member-list-state";
import { buttonStyle } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { UpdateMany } from "@/components/update-many/update-many";
import { mayChangeEmailOrRole } from "@/domain/members/policy";

export const metadata: Metadata = { title: "Update from a list" };

export default function UpdatePage() {
  return readPage(async ({ actor }) => {
    const back = (
      <Link href={MEMBERS_PATH} className={buttonStyle()}>
        Go to members
      </Link>
    );
    if (!mayChangeEmailOrRole(actor)) {
      return (
        <ForAdmins page="Update from a list" title="Only org admins can update members" actions={back}>
          They can use your list.
        </ForAdmins>
      );
    }
    return (
      <>
        <PageHeader
          title="Update from a list"
          description="Members are found by their e-mail address; their names and org roles become those of the list. What the list leaves empty stays as it is."
          actions={back}
        />
        <noscript>
          <p className="mb-4 text-warn">Updating requires JavaScript.</p>
        </noscript>
        <UpdateMany />
      </>
    );
  });
}
