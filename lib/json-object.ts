import { z } from "zod";
import { inexact } from "./exact-number";

const DEEPEST = 32;

/** Whether a value is a JSON object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const UNSTORABLE = "must not contain NUL or half a surrogate pair";
const isStorable = (text: string) => !text.includes("\0") && text.isWellFormed();

/** How many keys an object has, including those of nested objects. */
export function keysOf(value: unknown): number {
  let keys = 0;
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) continue;
    if (!Array.isArray(next)) keys += Object.keys(next).length;
    open.push(...Object.values(next));
  }
  return keys;
}

type Place = { path: PropertyKey[]; fault: string };

function faultOfPart(part: unknown, depth: number): string | undefined {
  if (typeof part === "string" && !isStorable(part)) return UNSTORABLE;
  return typeof part === "object" && part !== null && depth > DEEPEST
    ? `must not be nested deeper than ${DEEPEST}`
    : inexact(part);
}

/** Why and where a JSON value cannot be stored unchanged, or undefined. No recursion: a hostile value is deep. */
function faultOf(value: unknown): Place | undefined {
  const open: [unknown, PropertyKey[]][] = [[value, []]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [part, path] = next;
    const fault = faultOfPart(part, path.length + 1);
    if (fault) return { path, fault };
    if (typeof part !== "object" || part === null) continue;
    for (const [name, child] of Object.entries(part)) {
      if (!isStorable(name)) return { path, fault: UNSTORABLE };
      open.push([child, [...path, name]]);
    }
  }
  return undefined;
}

/** A JSON object that is kept exactly as sent: at most 32 levels deep, and with text that Postgres can store. */
export const keptObject = () =>
  z
    .custom<Record<string, unknown>>(isObject, { error: "must be an object", abort: true })
    .superRefine((value, context) => {
      const found = faultOf(value);
      if (found) context.addIssue({ code: "custom", path: found.path, message: found.fault });
    })
    .meta({ override: { type: "object", additionalProperties: true } });
