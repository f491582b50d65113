import type { Metadata } from "next";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { OrganizationForm } from "@/components/organization/page-forms";
import { CopyButton } from "@/components/ui/copy-button";
import { Fact, Facts } from "@/components/ui/facts";
import { LocalTime } from "@/components/ui/local-time";
import { PageHeader } from "@/components/ui/page-header";
import { scopedReader } from "@/domain/access/reader";
import { readOrganization } from "@/domain/organizations/own-organization";
import { mayRenameOrganization } from "@/domain/organizations/policy";
import { organizationContent } from "@/domain/organizations/schema";

export const metadata: Metadata = { title: "Organization" };

export default function OrganizationPage() {
  return readPage(async ({ actor, ahead }) => {
    const organization = ahead.parse();
    return (
      <>
        <PageHeader title="Organization" description="Its name is on every page, in mails, and on the sign-in page." />
        {mayRenameOrganization(actor) ? (
          <OrganizationForm seen={organizationContent(organization)} />
        ) : (
          <>
            <p className="wrap-anywhere font-medium text-base">{organization.name}</p>
            <p className="mt-2 text-muted text-sm">Only org admins can rename it.</p>
          </>
        )}
        <div className="mt-8 border-line border-t pt-4">
          <Facts>
            <Fact term="Id">
              <code className="break-all max-sm:text-xs">{organization.org_id}</code>
              <CopyButton text={organization.org_id} label="Copy the id" />
            </Fact>
            <Fact term="Created">
              <LocalTime value={organization.created_at} />
            </Fact>
          </Facts>
        </div>
      </>
    );
  }, readOwn);
}

const readOwn = (tx: ReadTx) => readOrganization(tx, scopedReader);
