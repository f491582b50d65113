import type { Document, RawOperation, Responses } from "./document";
import { exampleOf } from "./example";
import type { Answer, Field, Operation, Parameter, Section } from "./reference";
import { samplesOf } from "./samples";
import { resolve, type Schema, type Schemas, typeName } from "./type-name";

function fieldsOf(schemas: Schemas, raw: Schema, prefix = ""): Field[] {
  const schema = resolve(schemas, raw);
  if (schema.items) return fieldsOf(schemas, schema.items, `${prefix}[]`);
  const nullable = schema.anyOf?.find((part) => resolve(schemas, part).properties);
  if (nullable) return fieldsOf(schemas, nullable, prefix);
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const name = prefix ? `${prefix}.${key}` : key;
    const description = value.description ?? resolve(schemas, value).description ?? "";
    const required = schema.required?.includes(key) ?? false;
    return [
      { name: name.replace(/^\[\]\./, ""), type: typeName(schemas, value), required, description },
      ...fieldsOf(schemas, value, name),
    ];
  });
}

const pretty = (value: unknown) => JSON.stringify(value, null, 2);

function answersOf(schemas: Schemas, responses: Responses): Answer[] {
  return Object.entries(responses).map(([status, { description, headers, content }]) => {
    const schema = content?.["application/json"]?.schema;
    return {
      status,
      description,
      headers: Object.keys(headers ?? {}),
      fields: schema ? fieldsOf(schemas, schema) : [],
      example: schema ? pretty(exampleOf(schemas, schema, true)) : null,
    };
  });
}

function parametersOf(schemas: Schemas, { parameters = [] }: RawOperation): Parameter[] {
  return parameters.map(({ name, in: location, required, description, schema, example }) => ({
    name,
    in: location,
    type: typeName(schemas, schema ?? {}),
    required: required ?? false,
    description: description ?? schema?.description ?? "",
    example: String(example ?? schema?.example ?? schema?.examples?.[0] ?? ""),
  }));
}

/** Whether a reader's request can succeed: the operation does not always refuse, and no other service has to sign for it. */
const canSucceed = ({ responses, parameters = [] }: RawOperation) =>
  Object.keys(responses).some((status) => status < "300") &&
  !parameters.some(({ name }) => name.endsWith("-signature"));

/** What the answer of a success contains; an export is what its format says. */
function kindOf({ responses, parameters = [] }: RawOperation) {
  if (parameters.some(({ name }) => name === "format")) return "text";
  const success = Object.entries(responses).find(([status]) => status < "300")?.[1];
  if (success?.content?.["application/json"]) return "json";
  return success?.content ? "text" : "nothing";
}

// A sample asks for a page of a list, and for an export as CSV.
const SAMPLED: Record<string, string> = { limit: "25", format: "csv" };

function operationOf(
  { components }: Document,
  server: string,
  path: string,
  verb: string,
  raw: RawOperation,
): Operation {
  const { schemas } = components;
  const params = parametersOf(schemas, raw);
  const bodySchema = raw.requestBody?.content["application/json"]?.schema;
  const body = bodySchema && exampleOf(schemas, bodySchema);
  const [method, isPublic] = [verb.toUpperCase(), raw.security?.length === 0];
  const given = (location: string) =>
    params
      .filter((one) => one.in === location && (one.required || (location === "query" && one.name in SAMPLED)))
      .map(({ name, example }) => [name, SAMPLED[name] ?? example]);
  return {
    id: raw.operationId,
    method,
    path,
    summary: raw.summary,
    description: raw.description ?? "",
    isDeprecated: raw.deprecated ?? false,
    isPublic,
    scope: raw["x-required-scope"],
    isWithinUnit: raw["x-within-unit"] ?? false,
    params,
    bodyFields: bodySchema ? fieldsOf(schemas, bodySchema) : [],
    bodyExample: bodySchema ? pretty(body) : null,
    answers: answersOf(schemas, raw.responses),
    samples: canSucceed(raw)
      ? samplesOf({
          server,
          method,
          path,
          isPublic,
          isInUnit: params.some(({ name }) => name === "X-Active-OU-ID"),
          params: Object.fromEntries(given("path")),
          query: Object.fromEntries(given("query")),
          body,
          answer: kindOf(raw),
        })
      : null,
  };
}

const METHOD_ORDER = ["get", "post", "put", "delete"];

/** The document's operations by tag, in the document's order; for each path GET comes first. */
export function readDocument(document: Document, server: string): Section[] {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    METHOD_ORDER.filter((method) => methods[method]).map((method) => ({
      path,
      method,
      raw: methods[method] as RawOperation,
    })),
  );
  return document.tags.map(({ name: tag, description = "" }) => ({
    tag,
    slug: tag.toLowerCase().replaceAll(" ", "-"),
    description,
    operations: operations
      .filter(({ raw }) => raw.tags.includes(tag))
      .map(({ path, method, raw }) => operationOf(document, server, path, method, raw)),
  }));
}
