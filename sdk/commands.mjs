// The command line's commands: names made of tags and operationIds, and flags made of parameters and bodies.

/** Groups that are not called as their tag, with the words of operationIds that they already say. */
const groups = {
  "Access Tokens": { name: "tokens" },
  "OU Memberships": { name: "memberships", words: ["ou", "memberships"] },
  "Organizational Units": { name: "org-units", words: ["org", "units"] },
  "Service Accounts": { name: "service-accounts", words: ["secrets"] },
  "Your Account": { name: "account" },
};

/** Commands whose name the rule would get wrong. */
const names = {
  changeAccess: "access-changes create",
  endCredentials: "credentials end-all",
  getMe: "account get",
  getOpenApiDocument: "operations get-document",
  readOwnEmail: "account get-email",
  updateMembers: "members update-many",
};

/** Flags that every command has, so that no field may be called so. */
const flags = ["unit", "server", "json", "table", "data", "all", "dry-run", "help"];

const kebab = (text) => text.toLowerCase().replaceAll(" ", "-");
const wordsOf = (operationId) => operationId.split(/(?=[A-Z])/).map((word) => word.toLowerCase());

/** "members list" of the operation listMembers in "Members". */
export function nameOf({ operationId, tags: [tag] }) {
  if (Object.hasOwn(names, operationId)) return names[operationId];
  const { name = kebab(tag), words = name.split("-") } = groups[tag] ?? {};
  const [verb, ...rest] = wordsOf(operationId);
  const isSaid = (word) => words.some((said) => said === word || said === `${word}s`);
  return `${name} ${[verb, ...rest.filter((word) => !isSaid(word))].join("-")}`;
}

const firstSentence = (text) => text?.match(/^.*?(?=\. |\.$|$)/su)?.[0];

function fieldOf(document, name, where, schema, isRequired, description = schema.description) {
  const { inner, isMany } = innerOf(document, schema);
  const type = [inner.type].flat().find((one) => one !== "null");
  const values = inner.enum ?? (inner.const === undefined ? undefined : [inner.const]);
  const kind = { string: "text", integer: "number", number: "number", boolean: "boolean" }[type] ?? "json";
  return {
    name,
    in: where,
    kind: where === "query" && kind === "number" ? "text" : kind, // an address has no numbers
    ...(isMany ? { many: true } : {}),
    ...(isRequired ? { required: true } : {}),
    ...(values ? { values: values.filter((value) => value !== null).map(String) } : {}),
    ...(/password/.test(name) ? { secret: true } : {}),
    ...(description ? { about: firstSentence(description) } : {}),
  };
}

function resolve({ components }, schema) {
  const named = schema.$ref ? components.schemas[schema.$ref.split("/").at(-1)] : schema;
  const others = (named.anyOf ?? named.oneOf ?? []).filter(({ type }) => type !== "null");
  return others.length > 0 && !named.properties ? resolve({ components }, others[0]) : named;
}

/** The schema of one value: a list of scalars is a flag that repeats. A union is what its first part is. */
function innerOf(document, schema) {
  const outer = resolve(document, schema);
  const parts = (schema.anyOf ?? schema.oneOf ?? []).map((part) => resolve(document, part));
  const list = [outer, ...parts].find(({ type, items }) => type === "array" && items);
  const item = list && resolve(document, list.items);
  if (!item) return { inner: outer, isMany: false };
  return item.type === "object" || item.oneOf ? { inner: {}, isMany: false } : { inner: item, isMany: true };
}

function commandOf(document, path, method, operation) {
  const { operationId, summary, parameters = [], requestBody } = operation;
  const body = requestBody && resolve(document, requestBody.content["application/json"].schema);
  const isSelected = ({ name }) => name === "X-Active-OU-ID";
  const asked = parameters.filter((one) => /^(query|header)$/.test(one.in) && !isSelected(one));
  const properties = Object.entries(body?.properties ?? {}).filter(([name]) => name !== "data"); // --data is the whole body
  const fields = [
    ...asked.map((one) => fieldOf(document, one.name, one.in, one.schema, one.required, one.description)),
    ...properties.map(([name, schema]) => fieldOf(document, name, "body", schema, body.required?.includes(name))),
  ];
  const dryRun = fields.find(({ name }) => name === "dry_run");
  return {
    name: nameOf(operation),
    operation: operationId,
    about: summary,
    method: method.toUpperCase(),
    path,
    ...(parameters.some(isSelected) ? { unit: true } : {}),
    ...(asked.some(({ name }) => name === "cursor") ? { paged: true } : {}),
    ...(dryRun ? { dryRun: dryRun.in } : {}),
    ...(body ? { body: true } : {}),
    fields: fields.filter((field) => field !== dryRun),
  };
}

/** Throws if two commands, or two flags of one command, have the same name. */
function assertDistinct(names, where) {
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated) throw new Error(`Two are called "${repeated}" in ${where}; sdk/commands.mjs names them`);
}

/** A command for each operation of the document, by name. */
export function commandsOf(document) {
  const commands = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => commandOf(document, path, method, operation)),
  );
  assertDistinct(
    commands.map(({ name }) => name),
    "the commands",
  );
  for (const { name, fields } of commands) {
    assertDistinct([...flags, ...fields.map((field) => field.name.toLowerCase().replaceAll("_", "-"))], name);
  }
  return commands.sort((a, b) => (a.name < b.name ? -1 : 1));
}
