import type { Metadata } from "next";
import { LEADS_PATH } from "@/components/leads/lead-list-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";

const title = "Not found";
export const metadata: Metadata = { title };

export default function LeadNotFound() {
  return (
    <>
      <PageHeader title={title} description="None of your org units has this lead. It may have been erased." />
      <Link href={LEADS_PATH}>Go to the leads of the active org unit</Link>
    </>
  );
}
