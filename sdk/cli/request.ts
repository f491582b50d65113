import fs from "node:fs";
import { text } from "node:stream/consumers";
import { fillPath } from "@/sdk/src/path";
import { askSecret } from "./ask";
import type { Command, Field } from "./command";
import { UsageError } from "./failure";
import { type Asked, flagOf, flagValue } from "./flags";
import type { World } from "./world";

async function readData(data: string, { input }: World): Promise<unknown> {
  const read = () => {
    if (data === "-") return text(input);
    if (!data.startsWith("@")) return data;
    try {
      return fs.readFileSync(data.slice(1), "utf8");
    } catch {
      throw new UsageError(`${data.slice(1)} can't be read.`);
    }
  };
  try {
    return JSON.parse(await read());
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError("--data is not JSON.");
  }
}

/** The body: that of --data, with each flag's field in it, and passwords that people are asked for. */
async function bodyOf(command: Command, asked: Asked, world: World): Promise<unknown> {
  const fields = command.fields.filter((field) => field.in === "body");
  const flagged = fields.flatMap((field) => {
    const value = field.secret ? undefined : flagValue(field, asked);
    return value === undefined ? [] : [[field.name, value] as const];
  });
  const { data } = asked.values;
  const base = data === undefined ? {} : await readData(String(data), world);
  const dry = command.dryRun === "body" && asked.values["dry-run"] ? { dry_run: true } : {};
  if (Array.isArray(base)) {
    if (flagged.length > 0) throw new UsageError("A list in --data can't be combined with flags of fields.");
    return base;
  }
  const body: Record<string, unknown> = { ...(base as object), ...Object.fromEntries(flagged), ...dry };
  const missing = ({ name, required }: Field) => required && body[name] === undefined;
  const forgotten = data === undefined ? fields.filter((field) => missing(field) && !field.secret) : [];
  if (forgotten.length > 0) {
    throw new UsageError(
      `${command.name} needs ${forgotten.map((field) => `--${flagOf(field)}`).join(", ")} or --data.`,
    );
  }
  for (const field of fields) {
    if (field.secret && missing(field)) body[field.name] = await askSecret(world, field.name.replaceAll("_", " "));
  }
  return body;
}

function pathOf({ name, path }: Command, { ids }: Asked): string {
  const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter = ""]) => parameter);
  if (wanted.length !== ids.length) {
    throw new UsageError(`Usage: leadvibe ${[name, ...wanted.map((parameter) => `<${parameter}>`)].join(" ")}`);
  }
  const parameters = Object.fromEntries(wanted.map((parameter, index) => [parameter, ids[index]]));
  return understood(() => fillPath(path, parameters));
}

/** What `build` gives, or UsageError for what no URL or header can hold. */
function understood<T>(build: () => T): T {
  try {
    return build();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** The request of a command at a server. Throws UsageError for what the command does not take. */
export async function requestOf(command: Command, asked: Asked, server: string, world: World): Promise<Request> {
  const { "dry-run": isDry, data, all, unit } = asked.values;
  if (isDry && !command.dryRun) throw new UsageError(`${command.name} has no dry run.`);
  if (data !== undefined && !command.body) throw new UsageError(`${command.name} takes no --data.`);
  if (all && !command.paged) throw new UsageError(`${command.name} has no pages.`);
  if (unit !== undefined && !command.unit) throw new UsageError(`${command.name} works in no org unit.`);
  const url = new URL(server + pathOf(command, asked));
  const headers = new Headers();
  const setHeader = (name: string, value: unknown) => understood(() => headers.set(name, String(value)));
  if (unit !== undefined) setHeader("X-Active-OU-ID", unit);
  for (const field of command.fields) {
    if (field.in === "body") continue;
    const value = flagValue(field, asked);
    if (field.in === "header" && value !== undefined) setHeader(field.name, value);
    if (field.in === "query") for (const one of [value ?? []].flat()) url.searchParams.append(field.name, String(one));
  }
  if (isDry && command.dryRun === "query") url.searchParams.set("dry_run", "true");
  if (!command.body) return new Request(url, { method: command.method, headers });
  headers.set("Content-Type", "application/json");
  const body = JSON.stringify(await bodyOf(command, asked, world));
  return new Request(url, { method: command.method, headers, body });
}
