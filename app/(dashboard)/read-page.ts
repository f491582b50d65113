import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { Actor } from "@/domain/access/actor";
import { type Entered, presentedSession, readInSession } from "@/domain/access/authenticate";
import { readMe } from "@/domain/members/operations";
import { DomainError } from "@/lib/errors";

/** A page's context: the transaction, the visitor, and the active OU, if they have access to it. */
export type PageScope = Pick<Entered, "tx" | "unit" | "selectedUnitId"> & { actor: Actor };

const activeUnitCookie = async () => (await cookies()).get("activeOu")?.value || undefined;

async function goToSignIn(): Promise<never> {
  const here = (await headers()).get("x-page-path") ?? "/dashboard"; // set by proxy.ts, which overwrites the client's
  redirect(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
}

/**
 * Runs `read` in one transaction entered with the visitor's session, under the same rules as API requests, and returns its
 * result. Without a session, the visitor is sent to the sign-in page and returns here afterwards.
 */
export async function readPage<T>(read: (scope: PageScope) => Promise<T>): Promise<T> {
  const presented = await presentedSession((await headers()).get("cookie"));
  if (!presented) return goToSignIn();
  try {
    return await readInSession(presented, await activeUnitCookie(), (entered) => read(entered as PageScope));
  } catch (error) {
    if (error instanceof DomainError && error.code === "unauthorized") return goToSignIn();
    throw error;
  }
}

/** The context of a page of the active OU. */
export type UnitScope = PageScope & { unit: ActiveUnit; name: string };

/** Like `readPage` for a page of the active OU; null if none is active. */
export function readUnitPage<T>(read: (scope: UnitScope) => Promise<T>): Promise<T | null> {
  return readPage(async ({ unit, ...scope }) => {
    if (!unit) return null;
    const me = await readMe(scope.tx, scope.actor, unit.unitId);
    return read({ ...scope, unit, name: me.parse().active_ou?.name ?? "" });
  });
}
