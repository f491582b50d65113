import fs from "node:fs";
import path from "node:path";

const REPORT = path.resolve("docs/bench.md");

/** Writes a section of docs/bench.md between its markers: replaces the older one, or appends it to the report. */
export function writeSection(name: string, text: string): void {
  const section = `<!-- ${name} -->\n${text.trim()}\n<!-- /${name} -->`;
  const older = new RegExp(`<!-- ${name} -->[\\s\\S]*<!-- /${name} -->`);
  const before = fs.existsSync(REPORT) ? fs.readFileSync(REPORT, "utf8") : "# Bench\n";
  const after = older.test(before) ? before.replace(older, () => section) : `${before.trimEnd()}\n\n${section}\n`;
  fs.writeFileSync(REPORT, after);
}
