import { cookies } from "next/headers";
import { cache } from "react";
import { readMe } from "@/domain/members/operations";
import type { Me } from "@/domain/members/schema";
import type { Actor } from "@/lib/auth/actor";
import { type ActiveUnit, resolveUnit } from "@/lib/auth/resolve-unit";
import { DomainError } from "@/lib/errors";
import { requireActor } from "./current-actor";

/** Who looks at a page of the active OU, and in which OU with which role. */
export type CurrentUnit = { actor: Actor; unit: ActiveUnit; name: string };

const selected = async () => (await cookies()).get("activeOu")?.value || undefined;

/** The account of who the page is for, with the active OU. Read once a request. */
export const currentMe = cache(async (): Promise<Me> => (await readMe(await requireActor(), await selected())).parse());

/** The OU that a page is read for, by the cookie and the same rule as the API's; null without one, or without access to it. */
export const currentUnit = cache(async (): Promise<CurrentUnit | null> => {
  const actor = await requireActor();
  try {
    const [unit, me] = await Promise.all([resolveUnit(actor, await selected()), currentMe()]);
    return { actor, unit, name: me.active_ou?.name ?? "" };
  } catch (error) {
    const isNone = error instanceof DomainError && /^(active_ou_required|org_unit_access_required)$/.test(error.code);
    if (isNone) return null;
    throw error;
  }
});
