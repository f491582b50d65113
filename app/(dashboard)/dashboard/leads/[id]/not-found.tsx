import type { Metadata } from "next";
import { LEADS_PATH } from "@/components/leads/lead-list-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";

const title = "Not found";
export const metadata: Metadata = { title };

export default function LeadNotFound() {
  return (
    <>
      <PageHeader title={title} description="No unit that you reach has such a lead. It may have been erased." />
      <Link href={LEADS_PATH}>To the leads of the active unit</Link>
    </>
  );
}
