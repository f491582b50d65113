import type { Metadata } from "next";
import { readPage } from "@/app/(dashboard)/read-page";
import { ChangesForAdmins } from "@/app/(dashboard)/refusals";
import { readTableChoices, withPageSize } from "@/app/(dashboard)/table-cookie";
import { ChangesResult } from "@/components/access-changes/changes-result";
import { PageHeader } from "@/components/ui/page-header";
import { pageChanges } from "@/domain/access-changes/list-changes";
import { mayReadAccessChanges } from "@/domain/access-changes/policy";
import { accessChangeListQuery } from "@/domain/access-changes/schema";

export const metadata: Metadata = { title: "Access changes" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default function ChangesPage({ searchParams }: Props) {
  return readPage(async ({ tx, actor }) => {
    if (!mayReadAccessChanges(actor)) return <ChangesForAdmins />;
    const query = accessChangeListQuery(await searchParams);
    const sized = await withPageSize(query);
    const page = await pageChanges(tx, actor, sized);
    const { org_member_id, limit } = query;
    return (
      <>
        <PageHeader
          title="Access changes"
          description="Who changed whose access, when and why. Each change can be undone as long as nothing has changed since."
        />
        <ChangesResult
          page={page}
          state={{ org_member_id, limit: limit?.toString() }}
          size={sized.limit}
          choices={await readTableChoices("changes")}
        />
      </>
    );
  });
}
