import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { referenceSections } from "@/app/docs/reference";
import { OperationView } from "@/components/docs/operation-view";
import { PageHeader } from "@/components/ui/page-header";

type Props = { params: Promise<{ section: string }> };

async function sectionOf({ params }: Props) {
  const { section: slug } = await params;
  return referenceSections().find((section) => section.slug === slug);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const section = await sectionOf(props);
  return { title: section ? `${section.tag} · API reference` : "Not found" };
}

export default async function SectionPage(props: Props) {
  const section = await sectionOf(props);
  if (!section) notFound();
  return (
    <>
      <PageHeader title={section.tag} description={section.description} />
      {section.operations.map((operation) => (
        <OperationView key={operation.id} operation={operation} />
      ))}
    </>
  );
}
