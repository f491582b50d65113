import fs from "node:fs";

/** Writes docs/bench/<name>.md, the page that a bench makes as a whole. */
export function writePage(name: string, text: string): void {
  fs.mkdirSync("docs/bench", { recursive: true });
  fs.writeFileSync(`docs/bench/${name}.md`, `${text.trim()}\n`);
}
