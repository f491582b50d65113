import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "Signed in" };

export default function SignedInPage() {
  return (
    <PageHeader
      title="You are signed in again"
      description="Close this tab and continue in the one where you were working."
    />
  );
}
