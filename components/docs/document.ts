import type { Schema, Schemas } from "./type-name";

// The few parts of an OpenAPI 3.1 document that our own builder writes and the page reads.
type Media = { schema?: Schema };
/** The answers of an operation, by status. */
export type Responses = Record<
  string,
  { description: string; headers?: Record<string, unknown>; content?: Record<string, Media> }
>;
/** An operation as the document has it. */
export type RawOperation = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  deprecated?: boolean;
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
/** What the page reads of the document. */
export type Document = {
  tags: { name: string; description?: string }[];
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Schemas };
};
