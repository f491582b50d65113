import type { ZodType, z } from "zod";
import type { Actor, UnitActor } from "@/lib/auth/actor";
import { authenticate } from "@/lib/auth/authenticate";
import { DomainError, type ErrorCode } from "@/lib/errors";
import { answer, type Handler, type Tell } from "./answer";
import { readJsonBody } from "./body";
import { readQuery } from "./query";
import type { JsonText, Reply, TextStream } from "./reply";
import { validate } from "./validate";

type Responses = Record<number, ZodType | null>;
type Body<R extends Responses> = { [S in keyof R]: R[S] extends ZodType ? z.output<R[S]> : void }[keyof R];
type Content<R extends Responses> = Body<R> | JsonText<Body<R>> | TextStream<Body<R>>;
type Result<R extends Responses> = Content<R> | Reply<Content<R> | undefined>;

/** What a route says of one operation; the wrapper obeys it and lib/http/openapi.ts documents it. */
export type Declaration = {
  /** The operationId. */
  id: string;
  tag: string;
  summary: string;
  description?: string;
  params?: ZodType<Record<string, string>>;
  /** The query parameters, strictly: without it a query string is ignored. */
  query?: ZodType;
  body?: ZodType;
  /** The largest body in bytes, where it is not the usual 1 MB. */
  bodyLimitBytes?: number;
  /** How many items a body holds at most, where it is a batch: each may have 100 keys beyond the body's 10,000. */
  largestBatch?: number;
  /** Status → the body's schema, or null for none. With a single entry an operation just returns the body. */
  responses: Responses;
  /** The 200's other media types, with their meaning. */
  media?: Record<string, string>;
  /** Request headers it reads beyond the credential, with their meaning. */
  reads?: Record<string, string>;
  /** Cookies it reads beyond the credential, with their meaning. */
  readsCookies?: Record<string, string>;
  /** Response headers worth knowing, with their meaning. */
  headers?: Record<string, string>;
  /** Response headers that only some answers carry, with their meaning. */
  optionalHeaders?: Record<string, string>;
  /** What it may refuse beyond what every endpoint of its kind refuses. */
  refusals?: readonly ErrorCode[];
};

type Operated<D extends Declaration> = {
  params: D["params"] extends ZodType ? z.output<D["params"]> : Record<string, never>;
  query: D["query"] extends ZodType ? z.output<D["query"]> : undefined;
  body: D["body"] extends ZodType ? z.output<D["body"]> : undefined;
  request: Request;
};

export type Guarded<D extends Declaration, A extends unknown[]> = D & {
  /** The policy: a capability, decided before the content is looked at (contract §3, order of refusals). */
  allow: (...known: A) => boolean;
};

/** What an operation gets: what was asked, validated, and for whom (`C`). */
export type Operation<D extends Declaration, C> = (
  input: Operated<D> & C,
) => Promise<Result<D["responses"]>> | Result<D["responses"]>;

/** The path's parameters as the declaration types them. */
export type Params<D extends Declaration> = Operated<D>["params"];

/**
 * The order of refusals that every endpoint with a caller shares (contract §3): 401; 415, 413 or 400 for an unreadable
 * body; 403; 400 for its content; then whatever the operation throws. `identify` throws the 401s; what it gives is called
 * after the body has been read, and gives the caller or throws the refusal of one that this endpoint is not for.
 */
export function guarded<D extends Declaration, C>(
  declaration: D,
  identify: (request: Request, tell: Tell) => Promise<() => C>,
  allow: (caller: C, params: Params<D>) => boolean,
  operate: Operation<D, C>,
): Handler {
  return answer(declaration, async (request, rawParams, tell) => {
    const callerOrRefusal = await identify(request, tell);
    const { bodyLimitBytes: limitBytes, largestBatch } = declaration;
    const content = declaration.body && (await readJsonBody(request, { limitBytes, largestBatch }));
    const params = (declaration.params ? validate(declaration.params, rawParams) : {}) as Params<D>;
    const caller = callerOrRefusal();
    if (!allow(caller, params)) throw new DomainError("forbidden");
    const query = (declaration.query && validate(declaration.query, readQuery(request.url))) as Operated<D>["query"];
    const body = (declaration.body && validate(declaration.body, content)) as Operated<D>["body"];
    return operate({ params, query, body, request, ...caller });
  });
}

/**
 * A route handler for signed-in members; a service account is refused with 403, because nothing outside its OU is its.
 */
export function endpoint<const D extends Declaration>(
  declaration: Guarded<D, [actor: Actor, params: Params<D>]>,
  operate: Operation<D, { actor: Actor }>,
): Handler {
  const identify = async (request: Request, tell: Tell) => {
    const actor = await authenticate(request);
    tell.log(factsOf(actor));
    return () => {
      if (actor.kind !== "member") throw new DomainError("forbidden");
      return { actor };
    };
  };
  return guarded(declaration, identify, ({ actor }, params) => declaration.allow(actor, params), operate);
}

/** What the log says of a caller. */
export function factsOf(actor: UnitActor): Record<string, string> {
  return actor.kind === "member"
    ? { org_id: actor.orgId, org_member_id: actor.memberId }
    : { org_id: actor.orgId, secret_id: actor.credential.id };
}

/** A route handler for a method that is refused by design, with the first of its declared refusals. */
export function refusal(declaration: Omit<Declaration, "responses"> & { refusals: readonly [ErrorCode] }): Handler {
  return answer({ ...declaration, responses: {}, public: true }, () => {
    throw new DomainError(declaration.refusals[0]);
  });
}

/** A route handler that needs no credential. What it takes, it reads from the request itself: nothing is parsed for it. */
export function publicEndpoint<const D extends Declaration>(
  declaration: D,
  operate: (request: Request) => Promise<Result<D["responses"]>> | Result<D["responses"]>,
): Handler {
  return answer({ ...declaration, public: true }, async (request) => operate(request));
}
