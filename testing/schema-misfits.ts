// Whether what one schema describes fits another one: what callers sent still has to be taken, and what they are answered still
// has to be what they expect. Answers may gain fields and values; requests may gain optional fields.

export type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  pattern?: string;
  format?: string;
} & Partial<Record<(typeof LARGEST)[number] | (typeof SMALLEST)[number], number>>;

const LARGEST = ["maxLength", "maxItems", "maximum"] as const;
const SMALLEST = ["minLength", "minItems", "minimum"] as const;

/** The named schemas of a document. */
export type Schemas = Record<string, Schema>;

/** A schema with the document that its references are in. */
type Placed = { schema: Schema; schemas: Schemas };
type Direction = "request" | "answer";

const typesOf = ({ type, properties, items }: Schema) =>
  [type ?? (properties ? "object" : items ? "array" : [])].flat();
const valuesOf = ({ enum: values, const: only }: Schema) => values ?? (only === undefined ? undefined : [only]);
const shown = (values: unknown[]) => values.map((value) => JSON.stringify(value)).join(", ");

function resolved({ schema, schemas }: Placed): Placed {
  const name = schema.$ref?.split("/").at(-1);
  return name ? resolved({ schema: schemas[name] ?? {}, schemas }) : { schema, schemas };
}

/** The alternatives of a schema; only itself if it has none. */
function branchesOf(placed: Placed): Placed[] {
  const { schema, schemas } = resolved(placed);
  const branches = schema.anyOf ?? schema.oneOf;
  return branches?.flatMap((branch) => branchesOf({ schema: branch, schemas })) ?? [{ schema, schemas }];
}

const fewest = (lists: string[][]) => lists.reduce((best, list) => (list.length < best.length ? list : best));

type Comparison = { at: string; direction: Direction; seen?: ReadonlySet<string> };

/** Why something of the schema `given` may not be what `wanted` allows. */
export function misfits(given: Placed, wanted: Placed, comparison: Comparison): string[] {
  const pair = `${given.schema.$ref} ${wanted.schema.$ref}`;
  if (given.schema.$ref && comparison.seen?.has(pair)) return [];
  const deeper = { ...comparison, seen: new Set([...(comparison.seen ?? []), pair]) };
  const targets = branchesOf(wanted);
  return branchesOf(given).flatMap((one) => fewest(targets.map((target) => branchMisfits(one, target, deeper))));
}

function branchMisfits(given: Placed, wanted: Placed, comparison: Comparison): string[] {
  const { at, direction } = comparison;
  const [from, to] = [given.schema, wanted.schema];
  const allowed = typesOf(to);
  const isAllowed = (type: string) => allowed.includes(type) || (type === "integer" && allowed.includes("number"));
  const types = typesOf(from).filter((type) => !isAllowed(type));
  if (allowed.length > 0 && (types.length > 0 || typesOf(from).length === 0)) {
    return [`${at} ${direction === "request" ? "no longer takes" : "may now be"} ${types.join(", ") || "anything"}`];
  }
  return [
    ...valueMisfits(from, to, comparison),
    ...(direction === "request" ? limitMisfits(from, to, at) : []),
    ...fieldMisfits(given, wanted, comparison),
    ...(from.items && to.items
      ? misfits({ ...given, schema: from.items }, { ...wanted, schema: to.items }, { ...comparison, at: `${at}[]` })
      : []),
  ];
}

function valueMisfits(from: Schema, to: Schema, { at, direction }: Comparison): string[] {
  const [given, wanted] = [valuesOf(from), valuesOf(to)];
  if (!wanted) return [];
  if (!given) return [`${at} ${direction === "request" ? "now takes only" : "is no longer only"} ${shown(wanted)}`];
  const gone =
    direction === "request"
      ? given.filter((one) => !wanted.includes(one))
      : wanted.filter((one) => !given.includes(one));
  return gone.length > 0 ? [`${at} no longer has the value ${shown(gone)}`] : [];
}

function limitMisfits(from: Schema, to: Schema, at: string): string[] {
  const above = LARGEST.filter((limit) => (to[limit] ?? Infinity) < (from[limit] ?? Infinity));
  const below = SMALLEST.filter((limit) => (to[limit] ?? -Infinity) > (from[limit] ?? -Infinity));
  const texts = (["pattern", "format"] as const).filter((rule) => to[rule] !== undefined && to[rule] !== from[rule]);
  return [...above, ...below, ...texts].map((limit) => `${at} has a narrower ${limit}: ${to[limit]}`);
}

function fieldMisfits(given: Placed, wanted: Placed, comparison: Comparison): string[] {
  const { at, direction } = comparison;
  const [from, to] = [given.schema.properties ?? {}, wanted.schema.properties ?? {}];
  const always = new Set(given.schema.required);
  const needed = (wanted.schema.required ?? []).filter((name) => !always.has(name));
  const isClosed = wanted.schema.additionalProperties === false;
  const gone =
    direction === "request"
      ? Object.keys(from).filter((name) => isClosed && !(name in to))
      : Object.keys(to).filter((name) => !(name in from));
  const lost = new Set(gone);
  return [
    ...gone.map((name) => `${at}/${name} is gone`),
    ...needed
      .filter((name) => !lost.has(name))
      .map((name) => `${at}/${name} ${direction === "request" ? "is now required" : "may now be missing"}`),
    ...Object.entries(from).flatMap(([name, schema]) => {
      const other = to[name];
      const below = { ...comparison, at: `${at}/${name}` };
      return other ? misfits({ ...given, schema }, { ...wanted, schema: other }, below) : [];
    }),
  ];
}
