import { misfits, type Schema, type Schemas } from "./schema-misfits";

type Parameter = { in: string; name: string; required?: boolean; schema: Schema };
type Content = { content?: Record<string, { schema: Schema }> };
type Operation = {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: Content & { required?: boolean };
  responses: Record<string, Content & { headers?: object }>;
  "x-required-scope"?: string;
  "x-within-unit"?: boolean;
};
export type ApiDocument = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Schemas };
};

function parameterChanges(before: Operation, after: Operation, old: Schemas, now: Schemas): string[] {
  const isSame = (one: Parameter) => (other: Parameter) => one.in === other.in && one.name === other.name;
  const asked = before.parameters ?? [];
  const added = (after.parameters ?? []).filter((one) => one.required && !asked.some(isSame(one)));
  return [
    ...added.map(({ name }) => `parameter ${name} is now required`),
    ...asked.flatMap((one) => {
      const other = after.parameters?.find(isSame(one));
      if (!other) return [`parameter ${one.name} is gone`];
      const must = other.required && !one.required ? [`parameter ${one.name} is now required`] : [];
      const comparison = { at: `parameter ${one.name}`, direction: "request" } as const;
      const given = { schema: one.schema, schemas: old };
      return [...must, ...misfits(given, { schema: other.schema, schemas: now }, comparison)];
    }),
  ];
}

const contentsOf = ({ content = {} }: Content) => Object.entries(content);

function bodyChanges(before: Operation, after: Operation, old: Schemas, now: Schemas): string[] {
  const [body, next] = [before.requestBody, after.requestBody];
  if (!body) return next?.required ? ["a body is now required"] : [];
  if (!next) return ["the body is gone"];
  return contentsOf(body).flatMap(([media, { schema }]) => {
    const other = next.content?.[media]?.schema;
    if (!other) return [`the body is no longer ${media}`];
    return misfits({ schema, schemas: old }, { schema: other, schemas: now }, { at: "body", direction: "request" });
  });
}

function answerChanges(before: Operation, after: Operation, old: Schemas, now: Schemas): string[] {
  const successes = Object.entries(before.responses).filter(([status]) => Number(status) < 400);
  return successes.flatMap(([status, answer]) => {
    const next = after.responses[status];
    if (!next) return [`status ${status} is gone`];
    const headers = Object.keys(answer.headers ?? {}).filter((name) => !(name in (next.headers ?? {})));
    return [
      ...headers.map((name) => `${status}: header ${name} is gone`),
      ...contentsOf(answer).flatMap(([media, { schema }]) => {
        const other = next.content?.[media]?.schema;
        if (!other) return [`${status}: ${media} is gone`];
        return misfits(
          { schema: other, schemas: now },
          { schema, schemas: old },
          { at: `${status}:`, direction: "answer" },
        );
      }),
    ];
  });
}

function authorityChanges(before: Operation, after: Operation): string[] {
  const [scope, next] = [before["x-required-scope"], after["x-required-scope"]];
  return [
    ...(next && scope !== next ? [`needs the scope ${next}, not ${scope ?? "none"}`] : []),
    ...(before["x-within-unit"] && !after["x-within-unit"] ? ["tokens of one OU may no longer call it"] : []),
  ];
}

/** What in the document `now` would break a program written for `old`, each as a line that names the operation. */
export function breakingChanges(old: ApiDocument, now: ApiDocument): string[] {
  return Object.entries(old.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, before]) => {
      const name = `${method.toUpperCase()} ${path}`;
      const after = now.paths[path]?.[method];
      if (!after) return [`${name}: is gone`];
      const renamed = before.operationId === after.operationId ? [] : [`is now called ${after.operationId}`];
      const changes = [parameterChanges, bodyChanges, answerChanges].flatMap((compare) =>
        compare(before, after, old.components.schemas, now.components.schemas),
      );
      return [...renamed, ...authorityChanges(before, after), ...changes].map((change) => `${name}: ${change}`);
    }),
  );
}
