import type { UnitActor } from "@/domain/access/actor";
import { onlyUnitOf } from "@/domain/access/actor";
import { scopesOf } from "@/domain/access/scopes";
import type { buildDocument } from "@/lib/http/openapi";
import type { Scope } from "@/lib/scopes";
import { inlined, type JsonSchema } from "./inlined";

export type ApiDocument = ReturnType<typeof buildDocument>;

type Parameter = { name: string; in: string; required?: boolean; description?: string; schema: JsonSchema };
type Documented = {
  operationId: string;
  summary: string;
  description?: string;
  security: Record<string, Scope[]>[];
  "x-within-unit"?: boolean;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
};

/** The headers that are arguments. Cookies are none: a call has to say itself which OU it is for. */
const HEADER_ARGUMENTS: Record<string, string> = {
  "X-Active-OU-ID": "unit_id",
  "Idempotency-Key": "idempotency_key",
  "If-Match": "if_match",
  "If-None-Match": "if_none_match",
};

// They act on the browser's own session or cookie, which a call by token does not have.
const FOR_BROWSERS = ["setActiveOrgUnit", "reauthenticate"];

const BY_DEFAULT_DRY =
  "A dry run unless `dry_run` is false: it says what would happen and changes nothing. Look at that first.";

/** An operation as a tool: what clients are told of it, and how its call becomes a request. */
export type Tool = {
  listed: { name: string; title: string; description: string; inputSchema: { type: "object" }; annotations: object };
  /** The first word of its path, such as `members`. */
  toolset: string;
  method: string;
  /** Its path as the route table spells it, such as `/members/[id]`. */
  pattern: string;
  arguments: { path: string[]; query: string[]; body: boolean; headers: Record<string, string> };
  /** Where it takes `dry_run`, if it does. */
  dryRun: "query" | "body" | undefined;
  security: Documented["security"];
  isWithinUnit: boolean;
};

function toolOf({ components }: ApiDocument, path: string, method: string, operation: Documented): Tool {
  const { operationId: name, summary, description, parameters = [], requestBody, security } = operation;
  const inline = (schema: unknown) => inlined(components?.schemas ?? {}, schema) as JsonSchema;
  const body = inline(requestBody?.content["application/json"]?.schema);
  const argumentOf = (one: Parameter) => (one.in === "header" ? HEADER_ARGUMENTS[one.name] : one.name) ?? "";
  const taken = parameters.filter((one) => one.in !== "cookie" && argumentOf(one) !== "");
  const named = (location: string) => taken.filter((one) => one.in === location);
  const inQuery = named("query").map(({ name: parameter }) => parameter);
  const isDryInBody = body && "dry_run" in Object(body.properties);
  const dryRun = inQuery.includes("dry_run") ? "query" : isDryInBody ? "body" : undefined;
  const properties = taken.map((one) => [argumentOf(one), { ...inline(one.schema), description: one.description }]);
  const isRead = method === "GET";
  return {
    listed: {
      name,
      title: summary,
      description: [`${summary}.`, description, dryRun && BY_DEFAULT_DRY].filter(Boolean).join(" "),
      inputSchema: {
        type: "object",
        properties: { ...Object.fromEntries(properties), ...(body ? { body } : {}) },
        required: [...taken.filter(({ required }) => required).map(argumentOf), ...(body ? ["body"] : [])],
        additionalProperties: false,
      } as { type: "object" },
      annotations: { readOnlyHint: isRead, idempotentHint: method !== "POST", openWorldHint: false },
    },
    toolset: path.split("/")[1] ?? "",
    method,
    pattern: path.replaceAll("{", "[").replaceAll("}", "]"),
    arguments: {
      path: named("path").map(argumentOf),
      query: inQuery,
      body: body !== undefined,
      headers: Object.fromEntries(named("header").map((one) => [argumentOf(one), one.name])),
    },
    dryRun,
    security,
    isWithinUnit: operation["x-within-unit"] === true,
  };
}

/** Each operation of the document that needs a credential as a tool. */
export function toolsOf(document: ApiDocument): Tool[] {
  return Object.entries(document.paths ?? {})
    .flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, Documented>).map(([method, operation]) =>
        toolOf(document, path, method.toUpperCase(), operation),
      ),
    )
    .filter(({ security, listed }) => security.length > 0 && !FOR_BROWSERS.includes(listed.name));
}

/** Whether the caller's credential may call the tool, as far as its scopes and its limit to one OU decide that. */
export function isOffered({ security, isWithinUnit }: Tool, actor: UnitActor): boolean {
  const scheme = actor.kind === "member" ? "accessToken" : "serviceAccount";
  const needed = security.find((one) => scheme in one)?.[scheme];
  const isReached = onlyUnitOf(actor) === null || isWithinUnit;
  return isReached && (needed?.every((scope) => scopesOf(actor).includes(scope)) ?? false);
}
