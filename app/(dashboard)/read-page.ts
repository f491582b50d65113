import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { Actor } from "@/domain/access/actor";
import { type Entered, presentedSession, readInSession } from "@/domain/access/authenticate";
import { readMe } from "@/domain/members/operations";
import { DomainError } from "@/lib/errors";

/** What a page reads with: the transaction, the visitor, and the OU that the cookie selects, if they have access to it. */
export type PageScope = Pick<Entered, "tx" | "unit" | "selectedUnitId"> & { actor: Actor };

const selected = async () => (await cookies()).get("activeOu")?.value || undefined;

async function goToSignIn(): Promise<never> {
  const here = (await headers()).get("x-page-path") ?? "/dashboard"; // proxy.ts says so, over whatever the client has sent
  redirect(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
}

/**
 * Runs `read` in one transaction that the visitor's session enters, under the same rules as the API's requests, and returns
 * its result. Without a live session the visitor goes to the sign-in page, and comes back here.
 */
export async function readPage<T>(read: (scope: PageScope) => Promise<T>): Promise<T> {
  const presented = await presentedSession((await headers()).get("cookie"));
  if (!presented) return goToSignIn();
  try {
    return await readInSession(presented, await selected(), (entered) => read(entered as PageScope));
  } catch (error) {
    if (error instanceof DomainError && error.code === "unauthorized") return goToSignIn();
    throw error;
  }
}

/** What a page of the active OU reads with. */
export type UnitScope = PageScope & { unit: ActiveUnit; name: string };

/** The same for a page of the active OU, with its name; null where none is active. */
export function readUnitPage<T>(read: (scope: UnitScope) => Promise<T>): Promise<T | null> {
  return readPage(async ({ unit, ...scope }) => {
    if (!unit) return null;
    const me = await readMe(scope.tx, scope.actor, unit.unitId);
    return read({ ...scope, unit, name: me.parse().active_ou?.name ?? "" });
  });
}
