import fs from "node:fs";
import path from "node:path";

// What the texts of the repository refer to. docs/references.test.ts says which of it is not there.

const ROOTS = "app|bench|components|db|docs|domain|e2e|emails|lib|lint|server|testing";
// With route groups and parameters: app/(api)/members/[id]/route.ts. What a glob or a placeholder begins is left out.
const PATH = new RegExp(
  `(?<![\\w./@:~-])(?:${ROOTS})(?:/(?:[\\w.-]|\\([\\w-]+\\)|\\[[\\w.]+\\])+(?![\\w*{<$…]))+`,
  "g",
);
const COMMENT = /^\s*(?:\/\/|\*|\/\*|--).*|\s\/\/ .*/gm;
const LINK = /\[(?:[^\]]|\]\()*?\]\((?<target>[^)\s]+)\)/g;

/** A text with what a comment or a paragraph breaks over two lines put together. */
const unwrapped = (text: string) => text.replace(/\n[ \t]*(?:\/\/|\*|--)?[ \t]*/g, " ");

/** A list of numbers after a word, as in "contract §3, §13" or "decisions/003, 024". */
const listed = (text: string, list: RegExp, one: RegExp) =>
  [...unwrapped(text).matchAll(list)].flatMap(([found]) => found.match(one) ?? []);

/** The sections of the contract that a text names. */
export function sectionReferences(text: string): string[] {
  return listed(text, /contract(?:\.md)? §[\d.]+(?:(?:,| and) §[\d.]+)*/gi, /\d+/g);
}

/** The decisions that a text names by number. */
export function decisionReferences(text: string): string[] {
  return listed(text, /\bdecisions?[ /]\d{3}\b(?:(?:,| and) \d{3}\b)*/gi, /\b\d{3}\b/g);
}

/** The paths of the repository that a page names in code marks, or a source file in its comments. */
export function namedPaths(file: string, text: string): string[] {
  const comments = /\.(tsx?|mjs|sql)$/.test(file) ? (text.match(COMMENT) ?? []) : [];
  const parts = file.endsWith(".md") ? [...text.matchAll(/`[^`\n]+`/g)].map(([code]) => code) : comments;
  const named = parts.filter((part) => !part.includes("biome-ignore")).flatMap((part) => part.match(PATH) ?? []);
  return named.map((name) => name.replace(/\.+$/, "")).filter((name) => !/^docs\/decisions\/\d{3}$/.test(name));
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, "");
  return [...prose.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** The relative links of a page that lead to no file, or to no heading of one. */
export function brokenLinks(file: string, text: string, exists: ReadonlySet<string>): string[] {
  return [...text.matchAll(LINK)]
    .map(({ groups }) => groups?.target ?? "")
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [to = "", anchor] = target.split("#");
      const page = to === "" ? file : path.join(path.dirname(file), to);
      if (!exists.has(page)) return true;
      return anchor !== undefined && !anchorsOf(fs.readFileSync(page, "utf8")).includes(anchor);
    })
    .map((target) => `${file}: ${target}`);
}
