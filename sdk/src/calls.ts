import type { MaybeOptionalInit } from "openapi-fetch";
import type { paths } from "./schema.gen.js";

// How the document's types become those of calls.

export type Method = "get" | "put" | "post" | "delete";

/** The paths that have the method. */
export type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths];

/** What a call sends: `params` with `path`, `query` and `header`, `body`, and what `fetch` takes. */
export type Init<P extends keyof paths, M extends Method> = MaybeOptionalInit<paths[P], M>;

/** The last argument of a call, which only some calls may leave out. */
export type InitArgument<P extends keyof paths, M extends Method> =
  undefined extends Init<P, M> ? [init?: Init<P, M>] : [init: Init<P, M>];

type ContentOf<R, Status> = R extends { content: infer C } ? C[keyof C] : Status extends 304 ? never : undefined;

/** What a successful call gives: the body of its 2xx. */
export type DataOf<Operation> = Operation extends { responses: infer R }
  ? { [Status in keyof R]: ContentOf<R[Status], Status> }[keyof R]
  : never;

export type Answer<Operation> = {
  /** The body: parsed if it is JSON, else text. Undefined if there is none, as in a 304 to `If-None-Match`. */
  data: DataOf<Operation>;
  /** For status and headers, such as `ETag`. */
  response: Response;
};

export type Call<M extends Method> = <P extends PathsWith<M>>(
  path: P,
  ...init: InitArgument<P, M>
) => Promise<Answer<paths[P][M]>>;

type QueryOf<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never;
/** Whether there are parameters and one of them is `cursor`; the keys of `never` are all there are. */
type HasCursor<Query> = [Query] extends [never] ? false : "cursor" extends keyof Query ? true : false;

/** The paths of lists that come in pages. */
export type ListPath = {
  [P in PathsWith<"get">]: HasCursor<QueryOf<P>> extends true ? P : never;
}[PathsWith<"get">];

type ItemsIn<Data> = Data extends readonly (infer Item)[]
  ? Item
  : { [K in keyof Data]: Data[K] extends readonly (infer Item)[] ? Item : never }[keyof Data];

/** One item of a list, whether it is a bare array or an object around one. */
export type Item<P extends ListPath> = ItemsIn<DataOf<paths[P]["get"]>>;
