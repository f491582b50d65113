import { SQL, sql } from "drizzle-orm";
import { RecentlyUsed } from "@/lib/recently-used";
import { Dialect } from "./dialect";
import { fixed } from "./fixed";

type Kept = (values: readonly string[]) => SQL;
// Enough for the pages that are often asked for. Without a bound, page numbers would make ever more statements.
const MOST = 100;
const statements = new WeakMap<object, RecentlyUsed<Kept>>();
const dialect = new Dialect();

/**
 * Makes the list that a query describes. The list without filters, for a reader that is SQL, is the same for each request: it is
 * made once, and so is the text of its statements.
 */
export function keepingWhole<R extends { readonly orgId: string | SQL }, Q extends object, L extends object>(
  make: (reader: R, query: Q) => L,
): typeof make {
  const kept = new WeakMap<R, L>();
  return (reader, query) => {
    if (typeof reader.orgId === "string" || Object.keys(query).length > 0) return make(reader, query);
    let list = kept.get(reader);
    if (!list) {
      list = make(reader, query);
      kept.set(reader, list);
      statements.set(list, new RecentlyUsed(MOST));
    }
    return list;
  };
}

// Stands for a value while a statement that will be kept is made.
const mark = (index: number) => `the value ${index} of a kept statement`;

/** Makes a statement with marks for its values; returns a function that puts values in. */
function prepared(make: (values: readonly string[]) => SQL, count: number): Kept {
  if (count === 0) {
    const whole = fixed(make([]));
    return () => whole;
  }
  const marks = Array.from({ length: count }, (_, index) => mark(index));
  const { sql: text, params } = dialect.sqlToQuery(make(marks));
  const places = params.map((param) => marks.indexOf(param as string));
  if (places.includes(-1)) throw new Error(`a kept statement has no parameters but its values: ${text}`);
  const texts = text.split(/\$\d+/).map((part) => sql.raw(part));
  if (texts.length !== places.length + 1) throw new Error(`a kept statement has a $ that is no parameter: ${text}`);
  return (values) =>
    new SQL(texts.flatMap((part, index) => (index === 0 ? [part] : [values[places[index - 1] ?? 0], part])));
}

/**
 * A statement of the list with those values; of a kept one it is made once for each of the 100 last `variant`s, which say what
 * beside the list it depends on. Throws if a kept one has another parameter, because the next request would send it, too.
 */
export function statementOf(
  list: object,
  variant: string,
  make: (values: readonly string[]) => SQL,
  values: readonly string[] = [],
): SQL {
  const known = statements.get(list);
  if (!known) return make(values);
  const statement = known.get(variant) ?? prepared(make, values.length);
  known.set(variant, statement);
  return statement(values);
}
