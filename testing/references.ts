import fs from "node:fs";
import path from "node:path";

// Finds what the repository's texts refer to. docs/references.test.ts reports whatever is missing.

const ROOTS = "app|bench|components|db|docs|domain|e2e|emails|lib|lint|ops|server|testing";
// With route groups and parameters: app/(api)/members/[id]/route.ts. Paths that end in a glob or placeholder are left out.
const PATH = new RegExp(
  `(?<![\\w./@:~-])(?:${ROOTS})(?:/(?:[\\w.-]|\\([\\w-]+\\)|\\[[\\w.]+\\])+(?![\\w*{<$…]))+`,
  "g",
);
const COMMENT = /^\s*(?:\/\/|\*|\/\*|--).*|\s\/\/ .*/gm;
const LINK = /\[(?:[^\]]|\]\()*?\]\((?<target>[^)\s]+)\)/g;

/** A text with its wrapped comments and paragraphs joined into single lines. */
const unwrapped = (text: string) => text.replace(/\n[ \t]*(?:\/\/|\*|--)?[ \t]*/g, " ");

/** A list of numbers after a word, as in "contract §3, §13" or "decisions/003, 024". */
const listed = (text: string, list: RegExp, one: RegExp) =>
  [...unwrapped(text).matchAll(list)].flatMap(([found]) => found.match(one) ?? []);

/** The sections of the contract that a text mentions. */
export function sectionReferences(text: string): string[] {
  return listed(text, /contract(?:\.md)? §[\d.]+(?:(?:,| and) §[\d.]+)*/gi, /\d+/g);
}

/** The decisions that a text mentions by number. */
export function decisionReferences(text: string): string[] {
  return listed(text, /\bdecisions?[ /]\d{3}\b(?:(?:,| and) \d{3}\b)*/gi, /\b\d{3}\b/g);
}

/** The repository's paths that a page mentions as code, or a source file in its comments. */
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

/** The relative links of a page whose file or heading is missing. */
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
