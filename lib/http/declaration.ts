import type { ZodType, z } from "zod";
import type { Locks } from "@/db/enter";
import type { Tx } from "@/db/scope";
import type { ErrorCode } from "@/lib/errors";
import type { JsonText, TextStream } from "@/lib/json-text";
import type { RateKind } from "@/lib/rates";
import type { Scope } from "@/lib/scopes";
import type { Deprecated } from "./deprecation";
import type { HttpRequest } from "./http-request";
import type { Reply } from "./reply";

/** Runs work when it is the turn of `share`, an organization. Throws overloaded. */
export type Turn = <T>(share: string, work: () => Promise<T>) => Promise<T>;

export type Responses = Record<number, ZodType | null>;
type Body<R extends Responses> = { [S in keyof R]: R[S] extends ZodType ? z.output<R[S]> : void }[keyof R];
type Content<R extends Responses> = Body<R> | JsonText<Body<R>> | TextStream<Body<R>>;
export type Result<R extends Responses> = Content<R> | Reply<Content<R> | undefined>;

/**
 * How to compare versions of a resource that PUT replaces (contract §10); `C` is the caller of its endpoints, `P` the path's
 * parameters.
 */
export type Versioned<C = never, P = never> = {
  /** The part of the resource, as the API shows it, that PUT replaces. */
  content(shown: never): object;
  /** The current resource, locked until the transaction ends; null if there is none. For PUT and DELETE. */
  lock?(tx: Tx, caller: C, params: P): Promise<JsonText<unknown> | null>;
};

/** A route's declaration of one operation; the wrapper enforces it and lib/http/openapi.ts documents it. */
export type Declaration = {
  /** The operationId. */
  id: string;
  /** Left out of the document, because it is not an operation but leads to all of them. */
  undocumented?: true;
  tag: string;
  summary: string;
  description?: string;
  deprecated?: Deprecated;
  params?: ZodType<Record<string, string>>;
  /** The query parameters, validated strictly; without a schema the query string is ignored. */
  query?: ZodType;
  body?: ZodType;
  /** The largest body in bytes; 1 MB by default. */
  bodyLimitBytes?: number;
  /** The most items, if the body is a batch: each may have 100 keys beyond the body's 10,000. */
  largestBatch?: number;
  /** The queue, if any, that a request with this body waits in before it takes a connection. */
  turn?: (content: unknown) => Turn | undefined;
  /** Which rate it counts toward (contract §11); by default `reads` for a GET and `writes` for a write. */
  rate?: RateKind;
  /** What the credential must be allowed (contract §13): `read` for every GET. */
  scope?: Scope;
  /** Whether a token of one OU may call it, because it shows and changes nothing beyond that OU (contract §13). */
  withinUnit?: true;
  /** What it locks when it enters (db/enter.ts); by default `nothing` for a GET and `member` for a write. */
  locks?: Locks;
  /** For an operation that shows, replaces or removes one resource: answers have its version, and requests may name one. */
  versioned?: Versioned;
  /**
   * Whether a session must have given its password recently (contract §13): `always`, or `sometimes`, when the operation
   * itself calls `assertFresh`.
   */
  fresh?: "always" | "sometimes";
  /** Returns the IDs of the leads that an answer is about, so that erasing one of them forgets the kept answer. */
  about?: (answer: never) => readonly string[];
  /**
   * Before an answer is repeated: the refusal for a caller who has lost access to what the request names. Needed where the
   * operation, and not the policy, refuses a caller without access.
   */
  unreached?: (caller: never, asked: never) => ErrorCode | undefined;
  /** Status → the body's schema, or null for none. With a single entry the operation just returns the body. */
  responses: Responses;
  /** The 200's media types beside JSON, or instead of it if the 200 has no schema, with their meaning. */
  media?: Record<string, string>;
  /** Request headers it reads beyond the credential, with their meaning. */
  reads?: Record<string, string>;
  /** Cookies it reads beyond the credential, with their meaning. */
  readsCookies?: Record<string, string>;
  /** Response headers worth knowing, with their meaning. */
  headers?: Record<string, string>;
  /** Response headers that only some answers have, with their meaning. */
  optionalHeaders?: Record<string, string>;
  /** Its refusals beyond those common to its kind of endpoint. */
  refusals?: readonly ErrorCode[];
};

/** A declaration of an operation that needs a credential. */
export type Scoped = Declaration & { scope: Scope };

/** The validated parts of a request. */
export type Asked<D extends Declaration> = {
  params: D["params"] extends ZodType ? z.output<D["params"]> : Record<string, never>;
  query: D["query"] extends ZodType ? z.output<D["query"]> : undefined;
  body: D["body"] extends ZodType ? z.output<D["body"]> : undefined;
  request: HttpRequest;
};

/** The path's parameters as the declaration types them. */
export type Params<D extends Declaration> = Asked<D>["params"];
