import type { Metadata } from "next";
import { openApiDocument } from "@/app/(api)/openapi-document";
import { InlineMarkdown } from "@/components/docs/markdown";
import { OperationIndex } from "@/components/docs/operation-index";
import { Start } from "@/components/docs/start";
import { PageHeader } from "@/components/ui/page-header";
import { referenceSections } from "./reference";

export const metadata: Metadata = { title: "API reference" };

export default function DocsPage() {
  const { info } = openApiDocument();
  const sections = referenceSections();
  const first = sections.flatMap(({ operations }) => operations).find(({ id }) => id === "listMembers");
  return (
    <>
      <PageHeader
        title={`${info.title} ${info.version}`}
        description={<InlineMarkdown text={info.description ?? ""} />}
      />
      {first && <Start operation={first} />}
      <OperationIndex sections={sections} />
    </>
  );
}
