import { z } from "zod";
import type { Handler } from "@/lib/http/answer";
import type { Finished } from "@/lib/http/finished";
import type { HttpRequest } from "@/lib/http/http-request";
import { problemAnswer } from "@/lib/http/problem";
import { newRequestId } from "@/lib/http/request-id";
import { validate } from "@/lib/http/validate";
import type { Tool } from "./tools";

/** A tool's answer: the API's own, and what its headers tell. */
export type Called = { content: { type: "text"; text: string }[]; isError?: true };
type Arguments = Record<string, unknown>;

const LONGEST_BYTES = 256_000; // as a list that comes whole (contract §11)
const TOLD = ["Location", "Link", "X-Total-Count", "ETag", "Access-Change", "Idempotency-Replayed", "Retry-After"];
const WAS_DRY = "This was a dry run: nothing has changed. To do it, call again with `dry_run: false`.";
const TOO_LONG = `The answer is longer than ${LONGEST_BYTES / 1000} kB. Ask for less, such as a page with \`limit\`.`;

const text = z.string().refine((value) => value.isWellFormed(), "must be valid Unicode");
const one = z.union([text, z.number(), z.boolean()]);
const headerText = z.string().regex(/^[\x20-\x7e]*$/, "must be printable ASCII");

function schemaOf({ arguments: { path, query, body, headers } }: Tool) {
  const each = (names: string[], schema: z.ZodType) => names.map((name) => [name, schema.optional()]);
  return z.strictObject(
    Object.fromEntries([
      ...each(path, text),
      ...each(query, z.union([one, z.array(one)])),
      ...each(Object.keys(headers), headerText),
      ...(body ? [["body", z.unknown().refine((value) => value !== undefined, "is required")]] : []),
    ]),
  );
}

/** JSON that says again what was read: a number that could not be kept was read as Infinity, and is refused once more. */
function jsonOf(body: unknown): string {
  const mark = newRequestId();
  const written = JSON.stringify(body, (_key, value) => (value === Number.POSITIVE_INFINITY ? mark : value));
  return written.replaceAll(`"${mark}"`, "1e999");
}

const isObject = (value: unknown): value is Arguments =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The arguments with `dry_run` where it is missing. */
function withDryRun({ dryRun }: Tool, given: Arguments): Arguments {
  if (dryRun === "query") return { dry_run: true, ...given };
  return dryRun === "body" && isObject(given.body) ? { ...given, body: { dry_run: true, ...given.body } } : given;
}

function isDry({ dryRun }: Tool, given: Arguments): boolean {
  const place = dryRun === "body" ? given.body : given;
  return dryRun !== undefined && isObject(place) && String(place.dry_run) === "true";
}

async function* once(body: string) {
  yield Buffer.from(body);
}

/** The request that a call stands for, with the credential and the client of the request that brought it. */
function requestOf(tool: Tool, given: Arguments, outer: HttpRequest["headers"]): HttpRequest {
  const { query, headers: named } = tool.arguments;
  const pathname = tool.pattern.replace(/\[(\w+)\]/g, (_, name: string) =>
    encodeURIComponent(String(given[name] ?? "")),
  );
  const asked = query.flatMap((name) => [given[name] ?? []].flat().map((value) => [name, String(value)]));
  const headers = new Map(
    ["authorization", "user-agent", "x-forwarded-for"].map((name) => [name, outer.get(name)] as const),
  );
  for (const [name, header] of Object.entries(named))
    headers.set(header.toLowerCase(), (given[name] as string) ?? null);
  const body = given.body === undefined ? null : once(jsonOf(given.body));
  if (body) headers.set("content-type", "application/json");
  const get = (name: string) => headers.get(name.toLowerCase()) ?? null;
  return {
    method: tool.method,
    url: asked.length > 0 ? `${pathname}?${new URLSearchParams(asked)}` : pathname,
    headers: { get, has: (name) => get(name) !== null },
    body,
  };
}

/** The whole body as text; undefined, and given up, if it is too long. */
async function textOf({ text: body }: Finished): Promise<string | undefined> {
  if (!(body instanceof ReadableStream)) return body ?? "";
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
    length += piece.length;
    if (length > LONGEST_BYTES) return undefined; // leaving the loop cancels the stream
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

/**
 * Calls a tool: makes a request of the arguments and gives it to the operation's handler, which authenticates, decides,
 * validates, limits and records it as any other. A refusal is an answer too, with `isError` and the problem. Where the
 * operation has `dry_run`, it is true unless the arguments say otherwise.
 */
export async function callTool(
  tool: Tool,
  handler: Handler,
  asked: unknown,
  outer: HttpRequest["headers"],
): Promise<Called> {
  let finished: Finished;
  let given: Arguments = {};
  try {
    given = withDryRun(tool, validate(schemaOf(tool), asked));
    const params = Object.fromEntries(tool.arguments.path.map((name) => [name, given[name] as string]));
    finished = await handler.finish(requestOf(tool, given, outer), params);
  } catch (refusal) {
    finished = problemAnswer(refusal, newRequestId());
  }
  const { status, headers } = finished;
  const body = await textOf(finished);
  if (body === undefined) return { content: [{ type: "text", text: TOO_LONG }], isError: true };
  const told = TOLD.filter((name) => headers[name]).map((name) => `${name}: ${headers[name]}`);
  const note = [`HTTP ${status}`, ...told, ...(status < 300 && isDry(tool, given) ? [WAS_DRY] : [])].join("\n");
  return {
    content: [body, note].filter((part) => part !== "").map((part) => ({ type: "text", text: part })),
    ...(status >= 400 ? { isError: true } : {}),
  };
}
