import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { expect, test } from "vitest";
import { currentDocument } from "@/app/(api)/openapi-document";
import { candidates } from "./candidates";
import { commands } from "./commands.gen";
import { scriptOf } from "./completion";
import { parseCommand } from "./flags";
import { helpOf, helpOfCommand } from "./help";
import { ownCommands } from "./own-commands";
import { aligned, tableOf } from "./table";

const complete = (...words: string[]) => candidates(words, ownCommands);

test("every operation of the document is a command, and no two have the same name", () => {
  const operations = Object.values(currentDocument().paths ?? {}).flatMap((methods) =>
    Object.values(methods as Record<string, { operationId: string }>).map(({ operationId }) => operationId),
  );
  expect(commands.map(({ operation }) => operation).sort()).toEqual(operations.sort());
  const names = [...commands.map(({ name }) => name), ...Object.keys(ownCommands)];
  expect(new Set(names).size).toBe(names.length);
  for (const { name } of commands) expect(name).toMatch(/^[a-z-]+ [a-z-]+$/);
});

test("names stay, because scripts hold them", () => {
  const some = [
    "members list",
    "memberships grant",
    "access-changes create",
    "leads list",
    "tokens create",
    "account get",
  ];
  expect(commands.map(({ name }) => name)).toEqual(expect.arrayContaining(some));
});

test("help lists every command, those of a group, and the flags of one", () => {
  for (const { name } of commands) expect(helpOf(undefined, ownCommands)).toContain(`  ${name} `);
  expect(helpOf("members", ownCommands)).toContain("members import");
  expect(helpOf("members", ownCommands)).not.toContain("memberships");
  const list = helpOfCommand(commands.find(({ name }) => name === "members create") ?? (commands[0] as never));
  expect(list).toContain("--first-name <text>");
  expect(list).toContain("--role admin|editor|viewer");
  expect(list).not.toContain("--password");
});

test("words are completed to commands, flags and their values", () => {
  expect(complete("mem")).toEqual(["members", "memberships"]);
  expect(complete("members", "li")).toEqual(["list"]);
  expect(complete("members", "list", "--ro")).toEqual(["--role"]);
  expect(complete("members", "list", "--role", "e")).toEqual(["editor"]);
  expect(complete("access-changes", "create", "--d")).toEqual(["--data", "--dry-run"]);
  expect(complete("members", "import", "--d")).toEqual(["--dry-run"]);
  expect(complete("members", "import", "--role", "")).toEqual(["admin", "editor", "viewer"]);
  expect(complete("login", "--s")).toEqual(["--server"]);
  expect(complete("completion", "")).toEqual(["bash", "fish", "zsh"]);
  expect(complete("--")).toEqual(["--help", "--version"]);
  expect(complete("members", "list", "")).toEqual([]);
  expect(complete("complete")).toEqual([]);
});

test("every command that the docs show is one, with flags that it has", () => {
  const pages = ["README.md", "sdk/README.md", "docs/clients.md"]
    .map((file) => fs.readFileSync(file, "utf8"))
    .join("\n");
  const shown = [...pages.matchAll(/^(?:leadvibe|node sdk\/dist\/leadvibe\.js) ([^#\n]*)/gm)].map(([, line = ""]) =>
    line.trim(),
  );
  expect(shown.length).toBeGreaterThan(8);
  for (const line of shown) {
    const [first = "", second = "", ...rest] = line.split(/\s+/);
    const command = commands.find(({ name }) => name === `${first} ${second}`);
    if (command) expect(() => parseCommand(command, rest), line).not.toThrow();
    else
      expect(
        Object.keys(ownCommands).some((name) => `${line} `.startsWith(`${name} `)),
        line,
      ).toBe(true);
  }
});

test("bash understands its script, and asks the program with it", () => {
  const asked =
    'leadvibe() { shift 2; printf "%s\\n" "$@"; }; COMP_WORDS=(leadvibe members li); COMP_CWORD=2; _leadvibe';
  const script = `${scriptOf(["bash"])}${asked}; printf "%s|" "\${COMPREPLY[@]}"`;
  expect(execFileSync("bash", ["-c", script], { encoding: "utf8" })).toBe("members|li|");
  for (const shell of ["zsh", "fish"]) expect(scriptOf([shell])).toContain("leadvibe complete --");
  expect(() => scriptOf(["tcsh"])).toThrow("bash|zsh|fish");
});

test("a table aligns, shortens long cells, and disarms what a terminal would obey", () => {
  const rows = [
    { name: "Ada\u001b[31m", role: null },
    { name: "x".repeat(60), role: { of: "one" } },
  ];
  const [head, first, second] = tableOf(rows).split("\n");
  expect(head).toBe(`NAME${" ".repeat(46)}ROLE`);
  expect(first).toBe("Ada\\u001b[31m");
  expect(second).toBe(`${"x".repeat(47)}…  {"of":"one"}`);
  expect(tableOf({ id: "mem_1", total: 2 })).toBe("id     mem_1\ntotal  2\n");
  expect(tableOf([])).toBe("");
  expect(aligned([["a", "b"]])).toBe("a  b\n");
});
