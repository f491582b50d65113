import { expect, test } from "vitest";
import { type ApiDocument, breakingChanges } from "@/testing/breaking-changes";

const ref = { $ref: "#/components/schemas/Thing" };
const text = { type: "string", maxLength: 100 };
const sort = { in: "query", name: "sort", schema: { type: "string", enum: ["name", "-name"] } };
const size = { type: ["integer", "null"], minimum: 0 };
const list = { type: "array", items: { type: "string" } };
const kind = { anyOf: [{ type: "string", enum: ["a", "b"] }, list] };
const body = {
  type: "object",
  properties: { name: text, size, kind },
  required: ["name"],
  additionalProperties: false,
};
const Thing = {
  type: "object",
  properties: {
    name: { type: "string" },
    role: { type: "string", enum: ["admin", "viewer"] },
    note: { type: ["string", "null"] },
    parent: ref,
  },
  required: ["name", "role", "note"],
};
const get = {
  operationId: "getThing",
  "x-required-scope": "read",
  "x-within-unit": true,
  parameters: [sort],
  responses: { 200: { headers: { ETag: {} }, content: { json: { schema: ref } } } },
};
const put = {
  operationId: "putThing",
  requestBody: { required: true, content: { json: { schema: body } } },
  responses: { 200: {}, 204: {} },
};
const document = { paths: { "/things": { get, put } }, components: { schemas: { Thing } } } as ApiDocument;

const GET = "paths /things get";
const PUT = "paths /things put";
const BODY = `${PUT} requestBody content json schema`;
const THING = "components schemas Thing";

/** What is found after the part at a path, its keys divided by spaces, is another one; undefined removes it. */
function foundAfter(path: string, value: unknown): string[] {
  const copy = structuredClone(document);
  const keys = path.split(" ");
  const last = keys.pop() ?? "";
  const parent = keys.reduce((node, key) => node[key] as Record<string, unknown>, copy as Record<string, unknown>);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return breakingChanges(document, copy);
}

test.each([
  ["GET /things: is gone", GET, undefined],
  ["GET /things: is now called readThing", `${GET} operationId`, "readThing"],
  ["GET /things: needs the scope admin, not read", `${GET} x-required-scope`, "admin"],
  ["GET /things: tokens of one OU may no longer call it", `${GET} x-within-unit`, false],
  ["GET /things: parameter sort is gone", `${GET} parameters`, []],
  ["GET /things: parameter sort is now required", `${GET} parameters 0 required`, true],
  ["GET /things: parameter page is now required", `${GET} parameters 1`, { ...sort, name: "page", required: true }],
  ['GET /things: parameter sort no longer has the value "-name"', `${GET} parameters 0 schema enum`, ["name"]],
  ["GET /things: 200: header ETag is gone", `${GET} responses 200 headers`, {}],
  ["GET /things: 200: json is gone", `${GET} responses 200 content`, {}],
  ["GET /things: 200:/name is gone", `${THING} properties name`, undefined],
  ["GET /things: 200:/note may now be missing", `${THING} required`, ["name", "role"]],
  ["GET /things: 200:/name may now be null", `${THING} properties name type`, ["string", "null"]],
  ['GET /things: 200:/role no longer has the value "viewer"', `${THING} properties role enum`, ["admin"]],
  ['GET /things: 200:/role is no longer only "admin", "viewer"', `${THING} properties role enum`, undefined],
  ["PUT /things: status 204 is gone", `${PUT} responses 204`, undefined],
  ["PUT /things: the body is gone", `${PUT} requestBody`, undefined],
  ["PUT /things: the body is no longer json", `${PUT} requestBody content`, {}],
  ["GET /things: a body is now required", `${GET} requestBody`, put.requestBody],
  ["PUT /things: body/size is gone", `${BODY} properties size`, undefined],
  ["PUT /things: body/size is now required", `${BODY} required`, ["name", "size"]],
  ["PUT /things: body/colour is now required", `${BODY} required`, ["name", "colour"]],
  ["PUT /things: body/size no longer takes null", `${BODY} properties size type`, "integer"],
  ['PUT /things: body/name now takes only "a"', `${BODY} properties name enum`, ["a"]],
  ["PUT /things: body/name has a narrower maxLength: 50", `${BODY} properties name maxLength`, 50],
  ["PUT /things: body/name has a narrower pattern: ^a", `${BODY} properties name pattern`, "^a"],
  ["PUT /things: body/size has a narrower minimum: 1", `${BODY} properties size minimum`, 1],
  ["PUT /things: body/kind no longer takes array", `${BODY} properties kind anyOf`, kind.anyOf.slice(0, 1)],
])("reported: %s", (line, path, value) => {
  expect(foundAfter(path, value)).toEqual([line]);
});

test.each([
  ["a new operation", "paths /others", { get }],
  ["a new optional parameter", `${GET} parameters 1`, { ...sort, name: "page" }],
  ["a new field of an answer", `${THING} properties more`, text],
  ["a new value in an answer", `${THING} properties role enum`, ["admin", "viewer", "editor"]],
  ["a new optional field of a body", `${BODY} properties more`, text],
  ["a longer text", `${BODY} properties name maxLength`, 200],
  ["any number instead of an integer", `${BODY} properties size type`, ["number", "null"]],
  ["a new alternative", `${BODY} properties kind anyOf`, [...kind.anyOf, { type: "boolean" }]],
  ["a new status", `${PUT} responses 202`, {}],
  ["a scope that is no longer needed", `${GET} x-required-scope`, undefined],
])("not reported: %s", (_what, path, value) => {
  expect(foundAfter(path, value)).toEqual([]);
});
