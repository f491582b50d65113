import { openApiDocument } from "@/app/(api)/openapi-document";
import type { Document } from "@/components/docs/document";
import { readDocument } from "@/components/docs/read-document";
import type { Contents, Section } from "@/components/docs/reference";
import { appUrl } from "@/lib/env";

let sections: Section[] | undefined;

/** The API's operations by section, read from the document once per process. */
export function referenceSections(): Section[] {
  sections ??= readDocument(openApiDocument() as unknown as Document, appUrl());
  return sections;
}

/** What the list of contents shows of them. */
export const referenceContents = (): Contents[] =>
  referenceSections().map(({ tag, slug, operations }) => ({
    tag,
    slug,
    operations: operations.map(({ id, method, path, summary }) => ({ id, method, path, summary })),
  }));
