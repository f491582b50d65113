import type { ReactNode } from "react";
import { NoUnit } from "@/components/units/no-unit";
import { UnitShown } from "@/components/units/unit-shown";
import { scopedReader } from "@/domain/access/reader";
import { listOrgUnits } from "@/domain/org-units/list-org-units";
import { type NamedUnit, namedUnit } from "@/domain/org-units/schema";
import { orgAdmins } from "./org-admins";
import {
  type Ahead,
  type PageScope,
  pageAddress,
  type ReadTx,
  readPage,
  readUnitPage,
  type UnitScope,
} from "./read-page";

type Found = { unit: NamedUnit; page: ReactNode };

/** Shows a page that was read for an OU, or a choice of OUs if the address names the active one and there is none. */
export async function UnitFrame({ title, found }: { title: string; found: Found | null }) {
  if (found) return <UnitShown unit={namedUnit(found.unit)}>{found.page}</UnitShown>;
  return <NoUnit title={title} {...(await readPage(reachable, readUnits))} address={await pageAddress()} />;
}

type Props<A> = {
  title: string;
  params: Promise<{ slug: string }>;
  ahead?: Ahead<A>;
  children: (scope: UnitScope<A>) => Promise<ReactNode>;
};

/** A page of the OU that the address names, rendered by `children`. */
export async function UnitPage<A>({ title, params, ahead, children }: Props<A>) {
  const read = async (scope: UnitScope<A>) => ({ unit: scope.unit, page: await children(scope) });
  const found = await readUnitPage((await params).slug, read, ahead);
  return <UnitFrame title={title} found={found} />;
}

const readUnits = (tx: ReadTx) => listOrgUnits(tx, scopedReader);

async function reachable({ tx, actor, ahead }: PageScope<Awaited<ReturnType<typeof readUnits>>>) {
  const units = ahead.parse().map(namedUnit);
  return { units, helpers: units.length === 0 ? await orgAdmins(tx, actor) : [] };
}
