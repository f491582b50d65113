import type { Metadata } from "next";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { EmailForm } from "@/components/account/email-form";
import { PendingEmail } from "@/components/account/pending-email";
import { ProfileForm } from "@/components/account/profile-form";
import { AuditSection } from "@/components/audit-log/audit-section";
import { roleNames } from "@/components/members/role-words";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { scopedReader } from "@/domain/access/reader";
import { readOwnEmail } from "@/domain/account/change-email";
import { readRecentEntries } from "@/domain/audit-log/list-entries";
import { readMe } from "@/domain/members/operations";
import { mayChangeEmailOrRole } from "@/domain/members/policy";
import { memberContent } from "@/domain/members/schema";

export const metadata: Metadata = { title: "Profile" };

export default function ProfilePage() {
  return readPage(async ({ tx, actor, ahead: [own, { email, pending }] }) => {
    const me = own.parse();
    const entries = await readRecentEntries(tx, actor, { memberId: actor.memberId });
    return (
      <>
        <PageHeader title="Profile" description="How others in the organization see you." />
        <ProfileForm memberId={me.org_member_id} seen={memberContent(me)} />
        <section aria-labelledby="email" className="mt-8 max-w-md space-y-4 border-line border-t pt-4">
          <h2 id="email" className="font-medium text-base">
            E-mail
          </h2>
          <p className="break-all">{email}</p>
          {pending && <PendingEmail pending={pending} />}
          <EmailForm email={email} />
        </section>
        <dl className="mt-8 grid max-w-md grid-cols-[8rem_1fr] gap-y-2 border-line border-t pt-4">
          <dt className="text-muted">Org role</dt>
          <dd>{roleNames[me.role]}</dd>
        </dl>
        <p className="mt-3 max-w-md text-muted text-sm">
          {mayChangeEmailOrRole(actor) ? (
            <>
              As an org admin, you can change it on{" "}
              <Link href={`/dashboard/members/${me.org_member_id}`} className="underline">
                your member page
              </Link>
              .
            </>
          ) : (
            "An org admin can change it for you."
          )}
        </p>
        <AuditSection entries={entries} state={{ search: me.org_member_id }} />
      </>
    );
  }, readOwn);
}

const readOwn = (tx: ReadTx) => Promise.all([readMe(tx, scopedReader, undefined), readOwnEmail(tx, scopedReader)]);
