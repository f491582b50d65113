import type { Actor, UnitActor } from "@/domain/access/actor";
import { type Reader, scopedReader } from "@/domain/access/reader";
import { DomainError, type ErrorCode } from "@/lib/errors";
import { answer, type Handler } from "./answer";
import type { Asked, Declaration, Params, Result, Scoped, Versioned } from "./declaration";
import { guarded } from "./guarded";
import type { HttpRequest } from "./http-request";
import type { Audience, Operation } from "./operation";
import { assertWholeOrganization } from "./scope";

/** A declaration with its policy: a capability, decided before the content is validated (contract §3, order of refusals). */
export type Guarded<D extends Scoped, A extends unknown[], C> = D & {
  allow: (...known: A) => boolean;
  versioned?: Versioned<C, Params<D>>;
  unreached?: (caller: C, asked: Pick<Asked<D>, "params" | "body">) => ErrorCode | undefined;
};

type Member = { actor: Actor };
type OfMember = { reader: Reader };

const forMembers: Audience<Member, OfMember> = {
  reader: { reader: scopedReader },
  note: ({ actor }, annotate) => annotate.log(factsOf(actor)),
  admit: ({ actor }) => {
    if (actor.kind !== "member") throw new DomainError("forbidden");
    return { actor };
  },
};

/**
 * A route handler for members; a service account is refused with 403, because it may only work in its OU. So is a token of one
 * OU, unless the operation is declared `withinUnit`.
 */
export function endpoint<const D extends Scoped, P = never>(
  declaration: Guarded<D, [actor: Actor, params: Params<D>], Member>,
  operation: Operation<D, Member, OfMember, P>,
): Handler {
  return guarded<D, Member, OfMember, P>(
    declaration,
    forMembers,
    ({ actor }, params) => {
      if (!declaration.withinUnit) assertWholeOrganization(actor);
      return declaration.allow(actor, params);
    },
    operation,
  );
}

/** The facts about a caller for the log. */
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

/** A route handler that needs no credential. It reads the request itself: nothing is parsed for it. */
export function publicEndpoint<const D extends Declaration>(
  declaration: D,
  operate: (request: HttpRequest) => Promise<Result<D["responses"]>> | Result<D["responses"]>,
): Handler {
  return answer({ ...declaration, public: true }, async (request) => operate(request));
}
