import type { Metadata } from "next";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "Not found" };

export default function DashboardNotFound() {
  return (
    <>
      <PageHeader title="Not found" description="It does not exist, or you do not have access to it." />
      <Link href="/dashboard">Go to the overview</Link>
    </>
  );
}
