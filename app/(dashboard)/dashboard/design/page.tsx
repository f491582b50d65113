import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Charts } from "@/components/design/charts";
import { Colors } from "@/components/design/colors";
import { Controls } from "@/components/design/controls";
import { Identities } from "@/components/design/identities";
import { Messages } from "@/components/design/messages";
import { Surfaces } from "@/components/design/surfaces";
import { PageHeader } from "@/components/ui/page-header";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Design" };

export default function DesignPage() {
  if (!env().DESIGN_PAGE) notFound();
  return (
    <>
      <PageHeader title="Design" description="Every token and component, in every state that a page can show." />
      <Colors />
      <Surfaces />
      <Controls />
      <Identities />
      <Charts />
      <Messages />
    </>
  );
}
