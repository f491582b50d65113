import type { ReactNode } from "react";
import { NoPermission } from "@/components/ui/no-permission";
import { PageHeader } from "@/components/ui/page-header";
import { orgAdmins } from "./org-admins";
import { readPage } from "./read-page";

type Props = { page: string; title: string; actions?: ReactNode; children: ReactNode };

/** Shown instead of a page to those who may not see it. */
export async function ForAdmins({ page, title, actions, children }: Props) {
  const helpers = await readPage(({ tx, actor }) => orgAdmins(tx, actor));
  return (
    <>
      <PageHeader title={page} actions={actions} />
      <NoPermission title={title} helpers={helpers}>
        {children}
      </NoPermission>
    </>
  );
}
