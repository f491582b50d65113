import assert from "node:assert/strict";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

type Json = Record<string, unknown>;
type Media = { schema: Json; examples?: Record<string, { value: unknown }> };
type DocumentedHeaders = Record<string, { required?: boolean }>;
type DocumentedResponse = { headers?: DocumentedHeaders; content?: Record<string, Media> };
type Operation = {
  operationId: string;
  security?: unknown[];
  parameters?: { name: string; in: string; schema: Json }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, DocumentedResponse>;
};
export type ApiDocument = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
};
export type Seen = { status: number; headers: Headers; text: string };

export type Contract = {
  document: ApiDocument;
  operations: { method: string; path: string; operation: Operation }[];
  /** Checks a value against a schema of the document, given by its JSON Pointer. Throws the validator's errors. */
  validate(pointer: string, value: unknown): void;
  /** Checks an answer against the document; an undocumented status, code, header or field fails the test. */
  check(method: string, pathname: string, seen: Seen): void;
};

const escaped = (part: string) => part.replaceAll("~", "~0").replaceAll("/", "~1");
const pointerTo = (...parts: string[]) => `#/${parts.map(escaped).map(encodeURIComponent).join("/")}`;
const CHALLENGE = /^Bearer(, Basic realm="LeadVibe", charset="UTF-8")?$/;
const STANDING = /^"credential-(reads|writes|ingest)";r=\d+;t=\d+, "organization-\1";r=\d+;t=\d+$/;
const LACKING = /^Bearer error="insufficient_scope", scope="(read|ingest|write|admin)"$/;
const NOTABLE =
  /^(idempotency-replayed|etag|location|set-cookie|x-active-ou-.*|link|x-total-count|content-disposition)$/;

/** Checks the rules for every answer of the API, whether or not the operation is documented (contract §6). */
export function checkEnvelope({ status, headers, text }: Seen): void {
  assert.notEqual(status, 500, `a 500: ${text}`);
  assert.match(headers.get("x-request-id") ?? "", /^req_[0-9a-f]{32}$/, "X-Request-Id");
  assert.equal(headers.get("cache-control"), "no-store", "Cache-Control");
  if (status < 400) return;
  assert.equal(headers.get("content-type"), "application/problem+json", "the content type of a refusal");
  if (status === 401) assert.match(headers.get("www-authenticate") ?? "", CHALLENGE);
  if (status === 405) assert.match(headers.get("allow") ?? "", /^[A-Z]+(, [A-Z]+)*$/);
  if (status === 503 || status === 429) assert.ok(Number(headers.get("retry-after")) > 0, "Retry-After");
  if (text === "") return; // a HEAD
  const problem = JSON.parse(text);
  if (problem.code === "insufficient_scope") assert.match(headers.get("www-authenticate") ?? "", LACKING);
  assert.equal(problem.status, status);
  assert.equal(problem.request_id, headers.get("x-request-id"));
  assert.equal(problem.type, `urn:leadvibe:problem:${problem.code}`);
}

/** The `$ref` of a schema that has nothing else, as those of refusals do; undefined for others. */
function namedBy({ $ref: name, ...more }: Json = {}): string | undefined {
  return typeof name === "string" && Object.keys(more).length === 0 ? name : undefined;
}

function matcher(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(".", "\\.").replace(/\{[^}]+\}/g, "[^/]+")}$`);
}

/** Makes a contract from the served document. Schemas are compiled when first used. */
export function createContract(document: ApiDocument): Contract {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ ...document, $id: "api" });
  const compiled = new Map<string, ValidateFunction>();
  const operations = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
    )
    .sort((a, b) => Number(a.path.includes("{")) - Number(b.path.includes("{"))); // a literal path wins
  const patterns = new Map(Object.keys(document.paths).map((path) => [path, matcher(path)]));

  // `place` is where to find the schema: a thousand refusals name one schema, and compiling it for each takes two seconds.
  function validate(pointer: string, value: unknown, place = pointer): void {
    const known = compiled.get(place) ?? ajv.compile({ $ref: `api${place}` });
    compiled.set(place, known);
    if (!known(value)) throw new Error(`${pointer}: ${ajv.errorsText(known.errors)} in ${JSON.stringify(value)}`);
  }

  function checkSuccess(where: string, response: DocumentedResponse, pointer: string, seen: Seen): void {
    const headers = Object.entries(response.headers ?? {});
    const documented = new Set(headers.map(([name]) => name.toLowerCase()));
    for (const [name, { required }] of headers) {
      if (required) assert.ok(seen.headers.has(name), `${where}: header ${name} is missing`);
    }
    for (const name of seen.headers.keys()) {
      if (NOTABLE.test(name)) assert.ok(documented.has(name), `${where}: undocumented header ${name}`);
    }
    const type = seen.headers.get("content-type")?.split(";")[0] ?? null;
    if (response.content)
      assert.ok(type && Object.hasOwn(response.content, type), `${where}: undocumented type ${type}`);
    else assert.deepEqual([type, seen.text], [null, ""], where);
    if (type === "application/json") validate(pointer, JSON.parse(seen.text));
  }

  function checkOperation(method: string, path: string, operation: Operation, seen: Seen): void {
    const status = String(seen.status);
    const where = `${operation.operationId} ${status} ${seen.text.slice(0, 300)}`;
    const isKnown = operation.security?.length !== 0 && seen.status !== 401 && seen.status < 500;
    if (isKnown && !seen.text.includes("malformed_path"))
      assert.match(seen.headers.get("ratelimit") ?? "", STANDING, where);
    else if (operation.security?.length === 0) assert.equal(seen.headers.get("ratelimit"), null, where);
    const response = operation.responses[status];
    if (!response) throw new Error(`undocumented status: ${where}`);
    const [type, media] = Object.entries(response.content ?? {})[0] ?? ["", undefined];
    const schema = pointerTo("paths", path, method.toLowerCase(), "responses", status, "content", type, "schema");
    if (seen.status < 400) {
      checkSuccess(where, response, schema, seen);
      return;
    }
    const problem = JSON.parse(seen.text);
    validate(schema, problem, namedBy(media?.schema));
    assert.ok(Object.hasOwn(media?.examples ?? {}, problem.code), `undocumented code: ${where}`);
  }

  function check(method: string, pathname: string, seen: Seen): void {
    checkEnvelope(seen);
    const path = operations.find((one) => patterns.get(one.path)?.test(pathname))?.path ?? "";
    const operation = document.paths[path]?.[method.toLowerCase()];
    if (operation) checkOperation(method, path, operation, seen);
    else if (method === "HEAD") assert.equal(seen.text, "");
    else assert.ok([204, 400, 404, 405].includes(seen.status), `${method} ${pathname}: ${seen.status}`);
  }

  return { document, operations, validate, check };
}
