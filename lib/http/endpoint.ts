import type { ZodType, z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { authenticate } from "@/lib/auth/authenticate";
import { DomainError, type ErrorCode } from "@/lib/errors";
import { answer, type Handler } from "./answer";
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
  /** Status → the body's schema, or null for none. With a single entry an operation just returns the body. */
  responses: Responses;
  /** The 200's other media types, with their meaning. */
  media?: Record<string, string>;
  /** Request headers it reads beyond the credential, with their meaning. */
  reads?: Record<string, string>;
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

type Guarded<D extends Declaration> = D & {
  /** The policy: a capability, decided before the content is looked at (contract §3, order of refusals). */
  allow: (actor: Actor, params: Operated<D>["params"]) => boolean;
};

/**
 * A route handler for signed-in callers. Refuses in the contract's order: 401; 415, 413 or 400 for an unreadable body;
 * 403; 400 for its content; then whatever the operation throws.
 */
export function endpoint<const D extends Declaration>(
  declaration: Guarded<D>,
  operate: (input: Operated<D> & { actor: Actor }) => Promise<Result<D["responses"]>> | Result<D["responses"]>,
): Handler {
  return answer(declaration, async (request, rawParams, note) => {
    const actor = await authenticate(request);
    note({ org_id: actor.orgId, org_member_id: actor.memberId });
    const content = declaration.body && (await readJsonBody(request));
    const params = (declaration.params ? validate(declaration.params, rawParams) : {}) as Operated<D>["params"];
    if (!declaration.allow(actor, params)) throw new DomainError("forbidden");
    const query = (declaration.query && validate(declaration.query, readQuery(request.url))) as Operated<D>["query"];
    const body = (declaration.body && validate(declaration.body, content)) as Operated<D>["body"];
    return operate({ actor, params, query, body, request });
  });
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
