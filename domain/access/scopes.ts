import { DomainError } from "@/lib/errors";
import { type Scope, scopes } from "@/lib/scopes";
import type { UnitActor } from "./actor";

/** The scopes of the actor's credential; a session has all of them. */
export const scopesOf = ({ credential }: UnitActor): readonly Scope[] =>
  "scopes" in credential ? credential.scopes : scopes;

/**
 * The scopes of a credential that the actor makes: those wanted, by default all of `possible` that the actor's own
 * credential has. Throws invalid_content for a scope that it lacks, or if none is left (contract §13).
 */
export function scopesToGive<S extends Scope>(
  actor: UnitActor,
  wanted: readonly S[] | undefined,
  possible: readonly S[],
): S[] {
  const held = possible.filter((scope) => scopesOf(actor).includes(scope));
  const given = possible.filter((scope) => (wanted ?? held).includes(scope));
  if (given.length > 0 && given.every((scope) => held.includes(scope))) return given;
  const detail = `must be among those of the token that makes it: ${scopesOf(actor).join(", ")}`;
  throw new DomainError("invalid_content", undefined, [{ pointer: "/scopes", detail }]);
}
