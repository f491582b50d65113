import type { Answer, Field, Operation, Section } from "./reference";
import { resolve, type Schema, type Schemas, typeName } from "./type-name";

// The few parts of an OpenAPI 3.1 document that our own builder writes and the page reads.
type Media = { schema?: Schema };
type Responses = Record<
  string,
  { description: string; headers?: Record<string, unknown>; content?: Record<string, Media> }
>;
type RawOperation = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security?: unknown[];
  "x-required-scope"?: string;
  "x-within-unit"?: boolean;
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema?: Schema;
    example?: string;
  }[];
  requestBody?: { content: Record<string, Media> };
  responses: Responses;
};
export type Document = {
  tags: { name: string }[];
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Schemas };
};

function fieldsOf(document: Document, raw: Schema, prefix = ""): Field[] {
  const schema = resolve(document.components.schemas, raw);
  if (schema.items) return fieldsOf(document, schema.items, `${prefix}[]`);
  const nullable = schema.anyOf?.find((part) => resolve(document.components.schemas, part).properties);
  if (nullable) return fieldsOf(document, nullable, prefix);
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const name = prefix ? `${prefix}.${key}` : key;
    const description = value.description ?? resolve(document.components.schemas, value).description ?? "";
    const required = schema.required?.includes(key) ?? false;
    return [
      { name: name.replace(/^\[\]\./, ""), type: typeName(document.components.schemas, value), required, description },
      ...fieldsOf(document, value, name),
    ];
  });
}

function exampleOf(document: Document, raw: Schema): unknown {
  const schema = resolve(document.components.schemas, raw);
  const own = schema.example ?? schema.examples?.[0];
  if (own !== undefined) return own;
  if (schema.enum) return schema.enum[0];
  if (schema.items) return [exampleOf(document, schema.items)];
  if (schema.properties) {
    const required = Object.entries(schema.properties).filter(([key]) => schema.required?.includes(key));
    return Object.fromEntries(required.map(([key, value]) => [key, exampleOf(document, value)]));
  }
  return schema.type === "boolean" ? false : "";
}

function answersOf(document: Document, responses: Responses): Answer[] {
  return Object.entries(responses).map(([status, { description, headers, content }]) => {
    const schema = content?.["application/json"]?.schema;
    return {
      status,
      description,
      headers: Object.keys(headers ?? {}),
      fields: schema ? fieldsOf(document, schema) : [],
    };
  });
}

function curlOf(server: string, method: string, path: string, isPublic: boolean, body: string | null): string {
  const lines = [`curl -X ${method} "${server}${path}"`];
  if (!isPublic) lines.push(`-H "Authorization: Bearer <token>"`);
  if (body) lines.push(`-H "Content-Type: application/json"`, `-d '${body}'`);
  return lines.join(" \\\n  ");
}

function operationOf(document: Document, server: string, path: string, method: string, raw: RawOperation): Operation {
  const bodySchema = raw.requestBody?.content["application/json"]?.schema;
  const bodyExample = bodySchema ? JSON.stringify(exampleOf(document, bodySchema), null, 2) : null;
  const isPublic = raw.security?.length === 0;
  return {
    id: raw.operationId,
    method: method.toUpperCase(),
    path,
    summary: raw.summary,
    description: raw.description ?? "",
    isPublic,
    scope: raw["x-required-scope"],
    isWithinUnit: raw["x-within-unit"] ?? false,
    params: (raw.parameters ?? []).map(({ name, in: location, required, description, schema, example }) => ({
      name,
      in: location,
      type: typeName(document.components.schemas, schema ?? {}),
      required: required ?? false,
      description: description ?? schema?.description ?? "",
      example: String(example ?? schema?.example ?? schema?.examples?.[0] ?? ""),
    })),
    bodyFields: bodySchema ? fieldsOf(document, bodySchema) : [],
    bodyExample,
    answers: answersOf(document, raw.responses),
    curl: curlOf(server, method.toUpperCase(), path, isPublic, bodyExample),
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
  return document.tags.map(({ name: tag }) => ({
    tag,
    operations: operations
      .filter(({ raw }) => raw.tags.includes(tag))
      .map(({ path, method, raw }) => operationOf(document, server, path, method, raw)),
  }));
}
