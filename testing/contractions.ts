// A migration runs while processes of the last release serve, so it may add to what they use and take nothing from it.

type Rule = { what: RegExp; named: (...names: string[]) => string; instead: string };

const LATER =
  "keep it, let a release stop using it and list it there as unused in docs/releases.json, and drop it after that one";
const WITH_DEFAULT = "rows of the last release come without it: give it a default";
const ANOTHER = "add another one beside it, write both, and drop this one after the next release";

const column = (table = "", name = "") => `column ${table}.${name}`;
const table = (name = "") => `table ${name}`;
const RULES: Rule[] = [
  { what: /^drop table (?:if exists )?(\S+)/, named: table, instead: LATER },
  { what: /^drop (?:materialized )?view (?:if exists )?(\S+)/, named: table, instead: LATER },
  {
    what: /^drop function (?:if exists )?([^\s(]+)/,
    named: (name) => `function ${name}`,
    instead: `${LATER}; what it cannot give needs a function of another name`,
  },
  { what: /^alter table (\S+) drop column (?:if exists )?(\S+)/, named: column, instead: LATER },
  { what: /^alter table (\S+) rename column (\S+)/, named: column, instead: ANOTHER },
  { what: /^alter table (\S+) rename to/, named: table, instead: ANOTHER },
  { what: /^alter function ([^\s(]+).* rename to/, named: (name) => `function ${name}`, instead: ANOTHER },
  { what: /^alter table (\S+) alter column (\S+) (?:set data )?type/, named: column, instead: ANOTHER },
  { what: /^alter table (\S+) alter column (\S+) set not null/, named: column, instead: WITH_DEFAULT },
  { what: /^alter table (\S+) alter column (\S+) drop default/, named: column, instead: WITH_DEFAULT },
  {
    what: /^alter table (\S+) add column (?:if not exists )?(\S+) (?!.*\b(?:default|generated)\b).*not null/,
    named: column,
    instead: WITH_DEFAULT,
  },
];

/** The statements of a migration, in lower case, without comments, quotes and the bodies of functions. */
function statementsOf(migration: string): string[] {
  return migration
    .replace(/(\$\w*\$)[\s\S]*?\1/g, "")
    .replace(/--.*$/gm, "")
    .toLowerCase()
    .replace(/"|\bpublic\./g, "")
    .replace(/\s+/g, " ")
    .split(";")
    .map((statement) => statement.trim());
}

/** What a call of each function has to look like, by its name: the arguments, and what comes back. */
function headsOf(statements: string[]): Map<string, { args: string; returns: string }> {
  const heads = statements.map((one) =>
    /^create (?:or replace )?function ([^\s(]+) ?\((.*?)\) returns (.*?) language/.exec(one),
  );
  return new Map(
    heads.flatMap((head) => (head ? [[head[1] ?? "", { args: head[2] ?? "", returns: head[3] ?? "" }]] : [])),
  );
}

/** Whether calls of the function before work with the one after: it may have more arguments, with defaults. */
function takesTheSameCalls(name: string, before: string[], after: string[]): boolean {
  const [was, is] = [headsOf(before).get(name), headsOf(after).get(name)];
  if (!was || !is || was.returns !== is.returns || !is.args.startsWith(was.args)) return false;
  const more = is.args
    .slice(was.args.length)
    .split(",")
    .filter((one) => one.trim());
  return more.every((one) => /\bdefault\b/.test(one));
}

/**
 * What the migrations `since` a release take from its processes, each with what to do instead. What the release no longer
 * uses may go: `column members.nickname`, `table devices`, `function enter_by_token`. `released` are the migrations before.
 */
export function contractions(
  since: string[],
  { released = [], unused = [] }: { released?: string[]; unused?: string[] },
): string[] {
  const [before, after] = [released.flatMap(statementsOf), since.flatMap(statementsOf)];
  const made = new Set(after.map((one) => /^create table (?:if not exists )?(\S+)/.exec(one)?.[1]));
  const hasDefault = (name: string) =>
    after.some((one) => {
      const [, on, of] = /^alter table (\S+) alter column (\S+) set default/.exec(one) ?? [];
      return column(on, of) === name;
    });
  return after.flatMap((statement) =>
    RULES.flatMap(({ what, named, instead }) => {
      const found = what.exec(statement);
      if (!found) return [];
      const name = named(...found.slice(1));
      const isNew = made.has(found[1]);
      const isKept = name.startsWith("function ") && takesTheSameCalls(found[1] ?? "", before, after);
      if (isNew || isKept || unused.includes(name) || (instead === WITH_DEFAULT && hasDefault(name))) return [];
      return [`${name}: ${instead} (${statement.slice(0, 100)})`];
    }),
  );
}
