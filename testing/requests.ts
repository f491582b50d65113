import { enter, type Presented } from "@/db/enter";
import { type Tx, withScope, withUnit } from "@/db/scope";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { Actor } from "@/domain/access/actor";
import { prepareEmailChange, requestEmailChange } from "@/domain/account/change-email";
import { changePassword, preparePasswordChange } from "@/domain/account/operations";
import type { ChangeEmailInput, ChangePasswordInput } from "@/domain/account/schema";
import { createMember as insertMember, preparePassword } from "@/domain/members/create-member";
import type { CreateMemberInput } from "@/domain/members/schema";
import { tokenHash } from "@/lib/auth/token";
import { DomainError } from "@/lib/errors";

// The product's operations, called as its routes call them.

type Operated<F> = F extends (tx: Tx, ...rest: infer A) => infer R ? (...rest: A) => R : never;

/** Whether an operation's argument is the OU that it works in. */
export const isUnit = (value: unknown): value is ActiveUnit =>
  typeof value === "object" && value !== null && "unitId" in value && "role" in value;

/** Wraps operations that take their transaction first: each call gets a new one in its actor's scope, and in the OU's if it has one. */
export function asRequests<M extends object>(operations: M): { [K in keyof M]: Operated<M[K]> } {
  const wrapped = Object.entries(operations).map(([name, operate]) => {
    const call = (actor: Actor, ...rest: unknown[]) => {
      const work = (tx: Tx) => operate(tx, actor, ...rest);
      return isUnit(rest[0]) ? withUnit(actor, rest[0], work) : withScope(actor, work);
    };
    return [name, typeof operate === "function" ? call : operate];
  });
  return Object.fromEntries(wrapped);
}

/** Runs an operation that computes something between two transactions, as its route does. */
async function inTwoSteps<I, P, R>(
  actor: Actor,
  input: I,
  prepare: (tx: Tx, actor: Actor, input: I) => Promise<() => Promise<P>>,
  act: (tx: Tx, actor: Actor, input: I, prepared: P) => Promise<R>,
): Promise<R> {
  const compute = await withScope(actor, (tx) => prepare(tx, actor, input));
  const prepared = await compute();
  return withScope(actor, (tx) => act(tx, actor, input, prepared));
}

/** Adds a member as POST /members does. */
export const createMember = (actor: Actor, input: CreateMemberInput) =>
  inTwoSteps(actor, input, preparePassword, insertMember);

/** Changes the actor's own password as PUT /me/password does. */
export const changePasswordOf = (actor: Actor, input: ChangePasswordInput) =>
  inTwoSteps(actor, input, preparePasswordChange, (tx, self, _input, change) => changePassword(tx, self, change));

/** Asks for a new address as POST /me/email does. */
export const changeEmailOf = (actor: Actor, input: ChangeEmailInput) =>
  inTwoSteps(actor, input, prepareEmailChange, requestEmailChange);

/** The actor of a credential, or null if it is refused: a token, a session's secret, or a client ID with its secret. */
export async function entering(
  presented: { token: string } | { session: string } | { clientId: string; secret: string },
) {
  const entry: Presented =
    "token" in presented
      ? { kind: "token", hash: tokenHash(presented.token) }
      : "session" in presented
        ? { kind: "session", hash: tokenHash(presented.session) }
        : { kind: "client", clientId: presented.clientId, hash: tokenHash(presented.secret) };
  const found = enter(
    { presented: entry, share: "tests", locks: "nothing", isReading: false },
    async ({ actor }) => actor,
  );
  return found.catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "unauthorized") return null;
    throw error;
  });
}
