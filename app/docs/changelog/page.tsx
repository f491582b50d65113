import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Metadata } from "next";
import { referenceSections } from "@/app/docs/reference";
import { Deprecated } from "@/components/docs/deprecated";
import { Markdown } from "@/components/docs/markdown";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "Changelog · API reference" };

/** The changelog below its title, which the page has itself. */
async function readChangelog(): Promise<string> {
  const text = await readFile(path.join(process.cwd(), "docs/api/CHANGELOG.md"), "utf8");
  return text.replace(/^# .*\n/, "");
}

export default async function ChangelogPage() {
  return (
    <>
      <PageHeader title="Changelog" description="What has changed for programs that call the API." />
      <Deprecated sections={referenceSections()} />
      <div className="max-w-prose">
        <Markdown text={await readChangelog()} className="mt-3 text-pretty" />
      </div>
    </>
  );
}
