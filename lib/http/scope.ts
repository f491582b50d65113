import { type Actor, onlyUnitOf, type UnitActor } from "@/domain/access/actor";
import { scopesOf } from "@/domain/access/scopes";
import { DomainError } from "@/lib/errors";
import type { Scope } from "@/lib/scopes";
import type { Annotate } from "./answer";

/** Throws insufficient_scope, with the challenge of RFC 6750 §3.1, if the caller's credential lacks the scope. */
export function assertScope(actor: UnitActor, needed: Scope, annotate: Annotate): void {
  const held = scopesOf(actor);
  if (held.includes(needed)) return;
  annotate.headers({ "WWW-Authenticate": `Bearer error="insufficient_scope", scope="${needed}"` });
  const detail = `This needs the scope ${needed}, and the credential has ${held.join(", ")}.`;
  throw new DomainError("insufficient_scope", detail);
}

/** Throws forbidden if the caller's token is limited to one OU. */
export function assertWholeOrganization(actor: Actor): void {
  if (onlyUnitOf(actor) === null) return;
  throw new DomainError(
    "forbidden",
    "This access token is limited to one organizational unit, and this is not part of it.",
  );
}
