import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { Actor } from "@/domain/access/actor";
import { type Entered, presentedSession, readInSession } from "@/domain/access/authenticate";
import { readSelectedName } from "@/domain/org-units/operations";
import { DomainError } from "@/lib/errors";
import { newRequestId } from "@/lib/http/request-id";

/** A page's context: the transaction, the visitor, the active OU, if they have access to it, and what was read ahead. */
export type PageScope<A = unknown> = Pick<Entered, "tx" | "unit" | "selectedUnitId"> & { actor: Actor; ahead: A };

export type ReadTx = Entered["tx"];
/** What a page reads for whoever the visitor is, named as SQL (domain/access/reader.ts). */
export type Ahead<A> = (tx: ReadTx) => Promise<A>;

const SUSPENDED_PATH = "/organization-suspended";

/** The id of the OU that the browser selects, if any. */
export const activeUnitCookie = async () => (await cookies()).get("activeOu")?.value || undefined;

async function goToSignIn(): Promise<never> {
  const here = (await headers()).get("x-page-path") ?? "/dashboard"; // set by proxy.ts, which overwrites the client's
  redirect(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
}

/**
 * Runs `read` in one transaction entered with the visitor's session, under the same rules as API requests, and returns its
 * result. What `ahead` reads costs no round trip of its own, so a page has one more for the rest. Without a session, the
 * visitor is sent to the sign-in page and returns here afterwards; one of a suspended organization, to a page that says so.
 */
export async function readPage<T, A = unknown>(
  read: (scope: PageScope<A>) => Promise<T>,
  ahead?: Ahead<A>,
): Promise<T> {
  const presented = await presentedSession((await headers()).get("cookie"));
  if (!presented) return goToSignIn();
  const work = (entered: Entered, early: A) => read({ ...entered, ahead: early } as PageScope<A>);
  try {
    return await readInSession(presented, await activeUnitCookie(), work, ahead);
  } catch (error) {
    if (error instanceof DomainError && error.code === "unauthorized") return goToSignIn();
    if (error instanceof DomainError && error.code === "organization_suspended") redirect(SUSPENDED_PATH);
    throw named(error);
  }
}

/** What stops a page gets a request ID, which the page shows and the log has beside the cause. */
function named(error: unknown): unknown {
  return error instanceof Error && !("digest" in error) ? Object.assign(error, { digest: newRequestId() }) : error;
}

/** The context of a page of the active OU. */
export type UnitScope<A = unknown> = PageScope<A> & { unit: ActiveUnit; name: string };

/** Like `readPage` for a page of the active OU; null if none is active. */
export function readUnitPage<T, A = unknown>(
  read: (scope: UnitScope<A>) => Promise<T>,
  ahead?: Ahead<A>,
): Promise<T | null> {
  const readAhead: Ahead<[string, A | undefined]> = (tx) => Promise.all([readSelectedName(tx), ahead?.(tx)]);
  return readPage(async ({ unit, ahead: [name, early], ...scope }) => {
    return unit && read({ ...scope, unit, name, ahead: early as A });
  }, readAhead);
}
