import { expect } from "@playwright/test";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

type Json = Record<string, unknown>;
type Media = { schema: Json; examples?: Record<string, { value: unknown }> };
type DocumentedResponse = { headers?: Json; content?: Record<string, Media> };
export type Operation = {
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
  /** Whether a value fits a schema of the document, given by its JSON Pointer; throws the validator's words if not. */
  validate(pointer: string, value: unknown): void;
  /** Holds an answer against the document; an undocumented status, code, header or field fails the test. */
  check(method: string, pathname: string, seen: Seen): void;
};

const escaped = (part: string) => part.replaceAll("~", "~0").replaceAll("/", "~1");
const pointerTo = (...parts: string[]) => `#/${parts.map(escaped).map(encodeURIComponent).join("/")}`;
const NOTABLE = /^(location|set-cookie|x-active-ou-.*)$/;

/** What is true of every answer of the API, documented operation or not (contract §6). */
export function checkEnvelope({ status, headers, text }: Seen): void {
  expect(status, `a 500: ${text}`).not.toBe(500);
  expect(headers.get("x-request-id"), "X-Request-Id").toMatch(/^req_[0-9a-f]{32}$/);
  expect(headers.get("cache-control"), "Cache-Control").toBe("no-store");
  if (status < 400) return;
  expect(headers.get("content-type"), "a refusal's type").toBe("application/problem+json");
  if (text === "") return; // of a HEAD
  const problem = JSON.parse(text);
  expect(problem).toMatchObject({ status, request_id: headers.get("x-request-id") });
  expect(problem.type).toBe(`urn:leadvibe:problem:${problem.code}`);
  if (status === 401) expect(headers.get("www-authenticate")).toBe("Bearer");
  if (status === 405) expect(headers.get("allow")).toMatch(/^[A-Z]+(, [A-Z]+)*$/);
  if (status === 503) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
}

function matcher(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(".", "\\.").replace(/\{[^}]+\}/g, "[^/]+")}$`);
}

/** Makes a contract of the served document. Schemas are compiled when first met. */
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

  function validate(pointer: string, value: unknown): void {
    const known = compiled.get(pointer) ?? ajv.compile({ $ref: `api${pointer}` });
    compiled.set(pointer, known);
    if (!known(value)) throw new Error(`${pointer}: ${ajv.errorsText(known.errors)} in ${JSON.stringify(value)}`);
  }

  function checkSuccess(where: string, response: DocumentedResponse, pointer: string, seen: Seen): void {
    const documented = new Set(Object.keys(response.headers ?? {}).map((name) => name.toLowerCase()));
    for (const name of documented) expect(seen.headers.has(name), `${where}: header ${name}`).toBe(true);
    for (const name of seen.headers.keys()) {
      if (NOTABLE.test(name)) expect(documented.has(name), `${where}: undocumented header ${name}`).toBe(true);
    }
    if (!response.content) return expect(seen.text, `${where}: no body is documented`).toBe("");
    expect(seen.headers.get("content-type"), where).toBe("application/json");
    validate(pointer, JSON.parse(seen.text));
  }

  function check(method: string, pathname: string, seen: Seen): void {
    checkEnvelope(seen);
    const wanted = method === "HEAD" ? "GET" : method;
    const path = operations.find((one) => patterns.get(one.path)?.test(pathname))?.path;
    const operation = path === undefined ? undefined : document.paths[path]?.[wanted.toLowerCase()];
    if (!path || !operation) return expect([204, 400, 404, 405], `${method} ${pathname}`).toContain(seen.status);
    const status = String(seen.status);
    const where = `${operation.operationId} ${status} ${seen.text.slice(0, 300)}`;
    const response = operation.responses[status];
    if (!response) throw new Error(`undocumented status: ${where}`);
    const [type, media] = Object.entries(response.content ?? {})[0] ?? ["", undefined];
    const schema = pointerTo("paths", path, wanted.toLowerCase(), "responses", status, "content", type, "schema");
    if (method === "HEAD") return expect(seen.text, where).toBe("");
    if (seen.status < 400) return checkSuccess(where, response, schema, seen);
    const problem = JSON.parse(seen.text);
    validate(schema, problem);
    expect(Object.keys(media?.examples ?? {}), `undocumented code: ${where}`).toContain(problem.code);
  }

  return { document, operations, validate, check };
}
