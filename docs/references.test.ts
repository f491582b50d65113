import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { brokenLinks, decisionReferences, namedPaths, sectionReferences } from "@/testing/references";

const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
  encoding: "utf8",
})
  .split("\0")
  .filter((file) => file !== "" && fs.existsSync(file));
const unread = /\.(png|svg|webp|woff2)$|^package-lock\.json$|^db\/migrations\/meta\/|\.gen\.(ts|json)$/;
const texts = tracked
  .filter((file) => !unread.test(file))
  .map((file) => ({ file, text: fs.readFileSync(file, "utf8") }));
const pages = texts.filter(({ file }) => file.endsWith(".md"));
const self = /^(docs|testing)\/references(\.test)?\.ts$/;
const code = texts.filter(({ file }) => !self.test(file));

const ignored = fs.readFileSync(".gitignore", "utf8").split("\n");
const exists = new Set([...tracked.flatMap((file) => [file, ...foldersOf(file)]), ...ignored.map(withoutSlashes)]);
const decisions = tracked.filter((file) => /^docs\/decisions\/\d{3}-/.test(file)).sort();
const numbers = new Set(decisions.map((file) => path.basename(file).slice(0, 3)));

function foldersOf(file: string): string[] {
  const folder = path.dirname(file);
  return folder === "." ? [] : [folder, ...foldersOf(folder)];
}

function withoutSlashes(line: string): string {
  return line.replace(/^\/|\/$/g, "");
}

test("every contract §n is a heading of the contract's pages, and each is there once", () => {
  const chapters = pages.filter(({ file }) => /^docs\/contract(\.md|\/)/.test(file));
  const numbered = chapters.flatMap(({ text }) =>
    [...text.matchAll(/^## (\d+)\. /gm)].map(([, number]) => number ?? ""),
  );
  const sections = new Set(numbered);
  expect(numbered).toHaveLength(sections.size);
  const broken = code.flatMap(({ file, text }) =>
    sectionReferences(text).flatMap((section) => (sections.has(section) ? [] : [`${file}: contract §${section}`])),
  );
  expect(broken).toEqual([]);
});

test("every decision that is named exists", () => {
  const broken = code.flatMap(({ file, text }) =>
    decisionReferences(text).flatMap((number) => (numbers.has(number) ? [] : [`${file}: decision ${number}`])),
  );
  expect(broken).toEqual([]);
});

test("every repository path that is named exists", () => {
  const broken = code.flatMap(({ file, text }) =>
    namedPaths(file, text).flatMap((named) => (exists.has(named) ? [] : [`${file}: ${named}`])),
  );
  expect(broken).toEqual([]);
});

test("every relative link and its anchor lead somewhere", () => {
  expect(pages.flatMap(({ file, text }) => brokenLinks(file, text, exists))).toEqual([]);
});

test("decisions are numbered without gaps, and the index lists each with its title", () => {
  expect([...numbers]).toEqual(decisions.map((_file, index) => String(index + 1).padStart(3, "0")));
  const index = fs.readFileSync("docs/decisions/README.md", "utf8");
  const listed = [...index.matchAll(/^\| (\d{3}) \| \[(.*?)\]\((.*?)\)/gm)].map(([, number, title, file]) => [
    `docs/decisions/${file}`,
    `# ${number} · ${title}`,
  ]);
  expect(listed).toEqual(decisions.map((file) => [file, fs.readFileSync(file, "utf8").split("\n")[0]]));
});

test("the architecture's tree has every folder of the repository, and no other", () => {
  const page = fs.readFileSync("docs/architecture.md", "utf8");
  const shown = [...page.matchAll(/^([\w-]+)\//gm)].map(([, folder]) => folder);
  const folders = tracked.filter((file) => /^[^.].*\//.test(file)).map((file) => file.split("/")[0]);
  expect(shown.sort()).toEqual([...new Set(folders)].sort());
});

test("nothing refers to what is outside the repository", () => {
  const outside = /\bissues? #?\d+\b|\/work\/|(?<![\w/.@-])shared\/\w/gi;
  const found = code.flatMap(({ file, text }) => [...text.matchAll(outside)].map(([what]) => `${file}: ${what}`));
  expect(found).toEqual([]);
});

test("the operations pages name every variable of .env.example", () => {
  const variables = [...fs.readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  const page = fs.readFileSync("docs/operations/install.md", "utf8");
  expect(variables.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test("no file is longer than 250 lines, except data and generated files", () => {
  const data = /\.(json|sql)$|^db\/migrations\//;
  const long = texts.filter(({ file, text }) => !data.test(file) && text.split("\n").length > 251);
  expect(long.map(({ file }) => file)).toEqual([]);
});
