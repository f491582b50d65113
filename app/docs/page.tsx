import type { Metadata } from "next";
import { openApiDocument } from "@/app/(api)/openapi-document";
import { AccessTokenField, AccessTokenProvider } from "@/components/docs/access-token";
import { OperationView } from "@/components/docs/operation-view";
import { type Document, readDocument } from "@/components/docs/read-document";
import { appUrl } from "@/lib/env";

export const metadata: Metadata = { title: "API reference" };
export const dynamic = "force-dynamic"; // the server's address comes from the environment at run time

export default function DocsPage() {
  const document = openApiDocument();
  const sections = readDocument(document as unknown as Document, appUrl());
  return (
    <AccessTokenProvider>
      <div className="mx-auto flex max-w-6xl gap-10 px-4 py-10">
        <nav
          aria-label="Operations"
          className="sticky top-10 hidden max-h-[calc(100vh-5rem)] w-56 shrink-0 self-start overflow-y-auto lg:block"
        >
          {sections.map(({ tag, operations }) => (
            <div key={tag} className="mb-5">
              <p className="font-medium text-sm">{tag}</p>
              <ul className="mt-1 space-y-1">
                {operations.map(({ id }) => (
                  <li key={id}>
                    <a href={`#${id}`} className="text-sm">
                      {id}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
        <main className="min-w-0 flex-1">
          <h1 className="font-semibold text-2xl tracking-tight">{document.info.title}</h1>
          <p className="mt-3 max-w-prose text-muted">
            {document.info.description} Generated clients read the{" "}
            <a href="/openapi.json" className="underline">
              OpenAPI 3.1 document
            </a>
            .
          </p>
          <AccessTokenField />
          {sections.map(({ tag, operations }) => (
            <section key={tag} aria-labelledby={`tag-${tag}`} className="mt-12">
              <h2 id={`tag-${tag}`} className="pb-4 font-semibold text-lg">
                {tag}
              </h2>
              {operations.map((operation) => (
                <OperationView key={operation.id} operation={operation} />
              ))}
            </section>
          ))}
        </main>
      </div>
    </AccessTokenProvider>
  );
}
