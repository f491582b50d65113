import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Metadata } from "next";
import { referenceSections } from "@/app/docs/reference";
import { Deprecated } from "@/components/docs/deprecated";
import { Markdown } from "@/components/docs/markdown";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "Changelog · API reference" };

/** The changelog in two parts: what it says of itself, below the title that the page has, and the versions. */
async function readChangelog(): Promise<[string, string]> {
  const text = await readFile(path.join(process.cwd(), "docs/api/CHANGELOG.md"), "utf8");
  const versions = text.indexOf("\n## ");
  return [text.slice(0, versions).replace(/^# .*\n/, ""), text.slice(versions)];
}

export default async function ChangelogPage() {
  const [about, versions] = await readChangelog();
  return (
    <div className="max-w-prose">
      <PageHeader title="Changelog of the API" />
      <Markdown text={about} className="mb-3 text-pretty" />
      <Deprecated sections={referenceSections()} />
      <Markdown text={versions} className="mt-3 text-pretty" />
    </div>
  );
}
