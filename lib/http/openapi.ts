import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from "zod-openapi";
import { sessionCookieName } from "@/lib/auth/session-cookie";
import { appUrl } from "@/lib/env";
import type { ErrorCode } from "@/lib/errors";
import { programScopes } from "@/lib/scopes";
import type { Handler } from "./answer";
import { API_VERSION } from "./api-version";
import { deprecationMeaning } from "./deprecation";
import { Problem } from "./openapi-problem";
import { rateHeaderComponents, rateHeaders, ratesInWords } from "./openapi-rates";
import { problems, problemType } from "./problem";

type Routes = Record<string, Record<string, unknown>>;
type Documented = Handler["declaration"];

const EVERY: ErrorCode[] = ["malformed_path", "overloaded", "database_unavailable", "internal_error"];
const IN_A_UNIT: ErrorCode[] = ["active_ou_required", "org_unit_access_required"];
const SIGNED_IN: ErrorCode[] = [
  "unauthorized",
  "organization_suspended",
  "rate_limited",
  "origin_refused",
  "insufficient_scope",
  "forbidden",
];
const WITH_BODY: ErrorCode[] = ["malformed_body", "invalid_content", "body_too_large", "unsupported_media_type"];
const FRESH = {
  always: "A session that entered its password a while ago has to confirm it first; an access token does not.",
  sometimes:
    "To make someone an admin, a session that entered its password a while ago has to confirm it first; an access token does not.",
};
const TOKENS =
  "A personal access token: `lv_pat_…`. It has scopes: `read` for every GET, `ingest` for sending events, `write` for changing an OU's data, `admin` for everything else. Each operation needs the one in `x-required-scope`. A token of one OU may only call operations with `x-within-unit: true`, and reaches nothing beyond its OU.";
const IF_MATCH = {
  "If-Match":
    "The `ETag` of the version to change. If the current version differs, the answer is 412; 404 takes precedence over it, and it over 409",
};
const IF_NONE_MATCH = { "If-None-Match": "Versions that you have; the answer is 304 if one of them is current" };
const ONLY_NEW = {
  "If-None-Match": "`*` to only create; refused with 412 if it exists already",
};
const KEY = {
  "Idempotency-Key":
    "1 to 255 printable ASCII characters, unique to this request. Within 24 hours, the same request with the same key gets the first answer again and nothing happens twice",
};
const REPLAYED = {
  "Idempotency-Replayed": "`true` if this is the answer to an earlier request with the same `Idempotency-Key`",
};
const KEY_REFUSALS = ["invalid_content", "idempotency_key_reused", "request_in_progress"] as const;
const ETAG = { ETag: "The version of the content that PUT replaces" };
const RETRY_AFTER = { "Retry-After": "In how many seconds to try again" };
const DESCRIPTIONS: Record<number, string> = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  204: "No Content",
  304: "Not Modified",
};

/** Every code an operation may answer with; the API tests check each refusal against it. */
function refusalsOf(declaration: Documented): ErrorCode[] {
  const query: ErrorCode[] = declaration.query && !declaration.body ? ["invalid_content"] : [];
  const inAUnit = declaration.unitScoped ? IN_A_UNIT : [];
  const common = [
    ...(declaration.public ? [] : SIGNED_IN),
    ...inAUnit,
    ...(declaration.fresh ? (["reauthentication_required"] as const) : []),
    ...query,
    ...(declaration.body ? WITH_BODY : []),
  ];
  return [...new Set([...(declaration.refusals ?? []), ...common, ...EVERY])];
}

function problemResponses(codes: ErrorCode[], always: object, limits: object): ZodOpenApiResponsesObject {
  const etag = Object.fromEntries(describe(ETAG, false));
  const retry = Object.fromEntries(describe(RETRY_AFTER, true));
  const statuses = new Set(codes.map((code) => problems[code].status));
  return Object.fromEntries(
    [...statuses].map((status) => {
      const some = codes.filter((code) => problems[code].status === status);
      const examples = some.map((code) => [
        code,
        {
          value: {
            type: problemType(code),
            title: problems[code].title,
            status,
            detail: problems[code].title,
            code,
            request_id: "req_3f2a",
          },
        },
      ]);
      const content = { "application/problem+json": { schema: Problem, examples: Object.fromEntries(examples) } };
      const description = some.map((code) => `\`${code}\``).join(", ");
      const own = { ...(status === 412 ? etag : {}), ...(/^(429|503)$/.test(String(status)) ? retry : {}) };
      return [
        String(status),
        { description, headers: { ...always, ...own, ...(status === 401 ? {} : limits) }, content },
      ];
    }),
  );
}

function describe(headers: Record<string, string> = {}, required: boolean) {
  return Object.entries(headers).map(([name, description]) => [
    name,
    { description, schema: { type: "string" as const }, ...(required ? { required } : {}) },
  ]);
}

function successResponses(
  { responses, media, headers, optionalHeaders }: Documented,
  limits: object,
): ZodOpenApiResponsesObject {
  const described = [...describe(headers, true), ...describe(optionalHeaders, false)];
  const others = Object.entries(media ?? {}).map(([type, description]) => [
    type,
    { schema: { type: "string" as const, description } },
  ]);
  return Object.fromEntries(
    Object.entries(responses).map(([status, schema]) => {
      const json = schema ? { "application/json": { schema } } : {};
      const content = schema || media ? { content: { ...json, ...Object.fromEntries(others) } } : {};
      return [
        status,
        {
          description: DESCRIPTIONS[Number(status)] ?? "",
          headers: { ...Object.fromEntries(described), ...limits },
          ...content,
        },
      ];
    }),
  );
}

/** A versioned operation with the headers, the 304 and the refusal of its method. */
function withVersion(declaration: Documented, method: string): Documented {
  if (!declaration.versioned) return declaration;
  const { reads, headers, responses, refusals = [] } = declaration;
  const shown = method === "DELETE" ? declaration : { ...declaration, headers: { ...headers, ...ETAG } };
  if (method === "POST") return shown;
  if (method === "GET")
    return { ...shown, reads: { ...reads, ...IF_NONE_MATCH }, responses: { ...responses, 304: null } };
  const makes = 201 in responses ? ONLY_NEW : {};
  return { ...shown, reads: { ...reads, ...IF_MATCH, ...makes }, refusals: [...refusals, "precondition_failed"] };
}

/** A write with the headers and refusals of its Idempotency-Key. */
function withKey(declaration: Documented, method: string): Documented {
  const isWrite = method !== "GET" && Object.keys(declaration.responses).length > 0;
  if (declaration.public || !isWrite) return declaration;
  const { reads, optionalHeaders, refusals = [] } = declaration;
  return {
    ...declaration,
    reads: { ...reads, ...KEY },
    optionalHeaders: { ...optionalHeaders, ...REPLAYED },
    refusals: [...refusals, ...KEY_REFUSALS, ...(method === "DELETE" ? [] : (["storage_full"] as const))],
  };
}

function textParams(reads: Record<string, string>): z.ZodObject {
  return z.object(
    Object.fromEntries(
      Object.entries(reads).map(([name, description]) => [name, z.string().optional().meta({ description })]),
    ),
  );
}

/** Who may call it, with the scope that a token or a service account needs. */
function securityOf({ scope, unitScoped }: Documented): Record<string, string[]>[] {
  if (!scope) return [];
  const isForPrograms = unitScoped && programScopes.some((one) => one === scope);
  return [{ accessToken: [scope] }, { session: [] }, ...(isForPrograms ? [{ serviceAccount: [scope] }] : [])];
}

function operation(declared: Documented, method: string): ZodOpenApiOperationObject {
  const declaration = withKey(withVersion(declared, method), method);
  const { id, tag, summary, deprecated, scope, withinUnit, fresh, params, query, body, reads, readsCookies } =
    declaration;
  const ending = Object.fromEntries(describe(deprecationMeaning(deprecated), true));
  const limits = declaration.public ? {} : rateHeaders();
  const sentences = [
    deprecated && `Deprecated: ${deprecated.instead}.`,
    declaration.description,
    fresh && FRESH[fresh],
  ];
  const description = sentences.filter(Boolean).join(" ");
  const requestParams = {
    ...(params ? { path: params as z.ZodObject } : {}),
    ...(query ? { query: query as z.ZodObject } : {}),
    ...(reads ? { header: textParams(reads) } : {}),
    ...(readsCookies ? { cookie: textParams(readsCookies) } : {}),
  };
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(deprecated ? { deprecated: true } : {}),
    ...(description ? { description } : {}),
    security: securityOf(declaration),
    ...(scope ? { "x-required-scope": scope, "x-within-unit": withinUnit === true } : {}),
    requestParams,
    ...(body ? { requestBody: { required: true, content: { "application/json": { schema: body } } } } : {}),
    responses: {
      ...successResponses(declaration, { ...ending, ...limits }),
      ...problemResponses(refusalsOf(declaration), ending, limits),
    },
  };
}

/** The OpenAPI 3.1 document of the routes, generated from the schemas that validate their requests. */
export function buildDocument(routes: Routes, tags: { name: string; description: string }[]) {
  const paths = Object.entries(routes).map(([pattern, methods]) => {
    const operations = Object.entries(methods).flatMap(([method, handler]) => {
      const { declaration } = handler as Handler;
      return declaration.undocumented ? [] : [[method.toLowerCase(), operation(declaration, method)]];
    });
    return [pattern.replaceAll("[", "{").replaceAll("]", "}"), Object.fromEntries(operations)];
  });
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "LeadVibe Admin API",
      version: API_VERSION,
      description: `Manage an organization's organizational units (OUs), its members, and who has access to what. ${ratesInWords()}`,
    },
    servers: [{ url: appUrl() }],
    tags,
    components: {
      headers: rateHeaderComponents(),
      securitySchemes: {
        accessToken: { type: "http", scheme: "bearer", description: TOKENS },
        serviceAccount: {
          type: "http",
          scheme: "basic",
          description:
            "A service account: `lv_ci_…` as the user name, `lv_cs_…` as the password. It works only in its own OU, and has the scopes `read`, `ingest` and `write` or some of them.",
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: sessionCookieName(),
          description: "A browser session from /sign-in. Writes need the Origin of this installation's own pages.",
        },
      },
    },
    paths: Object.fromEntries(paths.filter(([, operations]) => Object.keys(operations as object).length > 0)),
  });
}
