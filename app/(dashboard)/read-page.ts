import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { ACTIVE_OU, inOtherUnit } from "@/components/shell/unit-pages";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { Actor } from "@/domain/access/actor";
import { type Entered, presentedSession, readInSession, type Selected } from "@/domain/access/authenticate";
import { readSelectedUnit } from "@/domain/org-units/operations";
import type { NamedUnit } from "@/domain/org-units/schema";
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

/** The page's address without its origin; proxy.ts sets the header and overwrites the client's. */
export const pageAddress = async () => (await headers()).get("x-page-path") ?? "/dashboard";

async function goToSignIn(): Promise<never> {
  redirect(`/sign-in?callbackUrl=${encodeURIComponent(await pageAddress())}`);
}

/**
 * Runs `read` in one transaction entered with the visitor's session, under the same rules as API requests, and returns its
 * result. What `ahead` reads costs no round trip of its own, so a page has one more for the rest. Without a session, the
 * visitor is sent to the sign-in page and returns here afterwards; one of a suspended organization, to a page that says so.
 * The cookie's OU is active unless another one is selected.
 */
export async function readPage<T, A = unknown>(
  read: (scope: PageScope<A>) => Promise<T>,
  ahead?: Ahead<A>,
  selected?: Selected,
): Promise<T> {
  const presented = await presentedSession((await headers()).get("cookie"));
  if (!presented) return goToSignIn();
  const work = (entered: Entered, early: A) => read({ ...entered, ahead: early } as PageScope<A>);
  try {
    return await readInSession(presented, selected ?? { selectedUnitId: await activeUnitCookie() }, work, ahead);
  } catch (error) {
    if (error instanceof DomainError && error.code === "unauthorized") return goToSignIn();
    if (error instanceof DomainError && error.code === "organization_suspended") redirect(SUSPENDED_PATH);
    throw named(error);
  }
}

/** Gives an error that stops a page a request ID, which the page shows and the log has beside the cause. */
function named(error: unknown): unknown {
  return error instanceof Error && !("digest" in error) ? Object.assign(error, { digest: newRequestId() }) : error;
}

/** The context of a page of an OU. */
export type UnitScope<A = unknown> = PageScope<A> & { unit: ActiveUnit & NamedUnit; name: string };

// Only a document that is opened leads on from a former slug. A page that is refreshed after its OU was renamed keeps its
// address, because another one would discard what somebody is typing.
const isFetched = async () => (await headers()).get("sec-fetch-dest") === "empty";

/**
 * Like `readPage` for a page of the OU that the address names. A former slug leads to the present one, and ACTIVE_OU to the
 * active OU's; null if none is active. An OU without access to it is not found.
 */
export function readUnitPage<T, A = unknown>(
  slug: string,
  read: (scope: UnitScope<A>) => Promise<T>,
  ahead?: Ahead<A>,
): Promise<T | null> {
  const isActive = slug === ACTIVE_OU;
  const readAhead: Ahead<[NamedUnit | undefined, A | undefined]> = (tx) =>
    Promise.all([readSelectedUnit(tx), ahead?.(tx)]);
  return readPage(
    async ({ unit, ahead: [named, early], ...scope }) => {
      if (!unit || !named) return isActive ? null : notFound();
      if (isActive || (named.slug !== slug && !(await isFetched()))) {
        redirect(inOtherUnit(await pageAddress(), named.slug));
      }
      return read({ ...scope, unit: { ...named, ...unit }, name: named.name, ahead: early as A });
    },
    readAhead,
    isActive ? undefined : { selectedSlug: slug },
  );
}
