import type { SQL } from "drizzle-orm";
import { fixed } from "./fixed";

const statements = new WeakMap<object, Map<string, SQL>>();

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
      statements.set(list, new Map());
    }
    return list;
  };
}

/** A statement of the list; of a kept one it is made once for each `variant`, which says what beside the list it depends on. */
export function statementOf(list: object, variant: string, make: () => SQL): SQL {
  const known = statements.get(list);
  if (!known) return make();
  const statement = known.get(variant) ?? fixed(make());
  known.set(variant, statement);
  return statement;
}
