// The document that is kept of a release: all that testing/breaking-changes.ts compares, and none of the prose.

const PROSE = ["description", "summary", "example", "examples"];

function withoutProse(value, isNamed = false) {
  if (Array.isArray(value)) return value.map((one) => withoutProse(one));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => isNamed || !PROSE.includes(key));
  return Object.fromEntries(kept.map(([key, one]) => [key, withoutProse(one, key === "properties")]));
}

/** An answer's content and the names of its headers; of a refusal only that there is one. */
function answerOf([status, { content, headers = {} }]) {
  const names = Object.fromEntries(Object.keys(headers).map((name) => [name, {}]));
  return [status, Number(status) < 400 ? { ...(content ? { content } : {}), headers: names } : {}];
}

function operationOf([method, operation]) {
  const { operationId, parameters, requestBody, responses } = operation;
  const access = Object.fromEntries(Object.entries(operation).filter(([key]) => key.startsWith("x-")));
  const answers = Object.fromEntries(Object.entries(responses).map(answerOf));
  return [method, { operationId, ...access, parameters, requestBody, responses: answers }];
}

/** The text of the file: a line for each path and each named schema. */
export function releasedText({ info, paths = {}, components: { schemas: named = {} } = {} }) {
  const line = ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`;
  const operations = Object.entries(paths).map(([path, methods]) => [
    path,
    withoutProse(Object.fromEntries(Object.entries(methods).map(operationOf))),
  ]);
  const schemas = Object.entries(named).map(([name, schema]) => [name, withoutProse(schema)]);
  return `{"version":"${info.version}","paths":{\n${operations.map(line).join(",\n")}\n},"components":{"schemas":{\n${schemas.map(line).join(",\n")}\n}}}\n`;
}
