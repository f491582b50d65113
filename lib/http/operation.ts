import type { Caller } from "@/db/enter";
import type { Tx } from "@/db/scope";
import type { DomainError } from "@/lib/errors";
import type { Annotate } from "./answer";
import type { Asked, Declaration, Result } from "./declaration";
import type { HttpRequest } from "./http-request";

type Reads = {
  tx: Tx;
  /** Reads more while the answer is sent: the same caller enters again, if they still may. */
  again: <T>(read: (tx: Tx) => Promise<T>) => Promise<T>;
};

/** An operation's input: its request's transaction, the validated request, and the caller (`C`). */
export type Input<D extends Declaration, C> = Asked<D> &
  C &
  Reads & {
    /** Throws reauthentication_required if the password was confirmed too long ago; needs `fresh` in the declaration. */
    assertFresh: () => void;
  };

export type Outcome<D extends Declaration> = Promise<Result<D["responses"]>> | Result<D["responses"]>;

/** A route's work in its request's transaction. */
export type InTransaction<D extends Declaration, C> = (input: Input<D, C>) => Outcome<D>;

/**
 * Work that must not hold a connection, such as hashing a password, between two transactions: `prepare` reads what it needs
 * and returns the work; `act` gets the result in a second transaction, which the caller enters again.
 */
export type InTwoSteps<D extends Declaration, C, P> = {
  prepare: (input: Input<D, C>) => Promise<() => Promise<P>>;
  act: (input: Input<D, C>, prepared: P) => Outcome<D>;
};

/**
 * Work of single statements, each a round trip with its authentication (db/enter-and-read.ts). It is planned before the
 * caller is known, and names them as SQL (`R`); it gets rows once the policy has decided. What it writes is written before
 * that and without waiting for the commit, so it may be nothing that matters.
 */
export type InStatements<D extends Declaration, R> = { read: (input: Asked<D> & R & Reads) => Outcome<D> };

/** How requests of one caller that arrive together are written in one transaction (lib/together.ts). */
export type Together<D extends Declaration, R> = {
  /** Whether a request with this body may be one of them. */
  takes: (body: Asked<D>["body"]) => boolean;
  /** Writes them all. Returns each one's answer, or its refusal, for which nothing may have been written. */
  write: (input: R & { tx: Tx }, all: Asked<D>[]) => Promise<(Result<D["responses"]> | DomainError)[]>;
};

/**
 * A write whose statements leave together with entering, before the caller is known, and name them as SQL (`R`). The transaction
 * is rolled back if the policy decides against them. `write` must do nothing for a caller without access. What it returns is the
 * answer, or what `finish` goes on with once the caller is admitted.
 */
export type Ahead<D extends Declaration, C, R, P> =
  | { write: (input: Asked<D> & R & Reads) => Outcome<D>; finish?: undefined; together?: Together<D, R> }
  | {
      write: (input: Asked<D> & R & Reads) => Promise<P>;
      finish: (input: Input<D, C>, written: P) => Outcome<D>;
      together?: undefined;
    };

/** Work that must hold no connection at all, once a transaction has admitted the caller: `relay` returns it. */
export type Relay<D extends Declaration, C> = { relay: (input: Input<D, C>) => Promise<() => Outcome<D>> };

export type Operation<D extends Declaration, C, R, P> =
  | InTransaction<D, C>
  | Relay<D, C>
  | InTwoSteps<D, C, P>
  | InStatements<D, R>
  | Ahead<D, C, R, P>;

/** The kind of callers an endpoint is for. */
export type Audience<C, R> = {
  /** The id of the OU that the request selects; only for data of an OU. */
  select?: (request: HttpRequest) => string | undefined;
  /** Adds the caller to the log and the answer's headers. */
  note: (caller: Caller, annotate: Annotate) => void;
  /** Returns the caller; throws if the endpoint is not for them. */
  admit: (caller: Caller) => C;
  /** The callers as SQL, for statements that are planned before they are known. */
  reader: R;
  /** Adds the accepted credentials to a 401's headers, if they are more than a bearer token. */
  challenge?: (request: HttpRequest, annotate: Annotate) => void;
};
