import { z } from "zod";

const DEEPEST = 32;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isStorable = (text: string) => !text.includes("\0") && text.isWellFormed();

/** How many keys an object has, with those of all objects in it. */
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

/** What keeps a JSON value from being stored as it is, or undefined. Without recursion: a hostile value is deep. */
function faultOf(value: unknown): string | undefined {
  const open: [unknown, number][] = [[value, 1]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [part, depth] = next;
    if (typeof part === "string" && !isStorable(part)) return "must not contain NUL or half a surrogate pair";
    if (typeof part !== "object" || part === null) continue;
    if (depth > DEEPEST) return `must not be nested deeper than ${DEEPEST}`;
    for (const [name, child] of Object.entries(part)) {
      if (!isStorable(name)) return "must not contain NUL or half a surrogate pair";
      open.push([child, depth + 1]);
    }
  }
  return undefined;
}

/** A JSON object that is kept as it was sent, whatever is in it: nested at most 32 deep, and storable text throughout. */
export const jsonObject = () =>
  z
    .custom<Record<string, unknown>>(isObject, { error: "must be an object", abort: true })
    .superRefine((value, context) => {
      const fault = faultOf(value);
      if (fault) context.addIssue({ code: "custom", message: fault });
    })
    .meta({ override: { type: "object", additionalProperties: true } });
