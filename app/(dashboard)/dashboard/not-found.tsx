import type { Metadata } from "next";
import { NoMatch } from "@/components/ui/no-match";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "Not found" };

export default function DashboardNotFound() {
  return (
    <>
      <PageHeader title="Not found" />
      <NoMatch title="It does not exist, or you do not have access to it." href="/dashboard" label="Go to the overview">
        It may have been removed or renamed, or somebody has ended your access.
      </NoMatch>
    </>
  );
}
