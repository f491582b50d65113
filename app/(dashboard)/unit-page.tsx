import type { ReactNode } from "react";
import { NoUnit } from "@/components/units/no-unit";
import { UnitTab } from "@/components/units/unit-tab";
import { scopedReader } from "@/domain/access/reader";
import { listOrgUnits } from "@/domain/org-units/list-org-units";
import { type Ahead, type PageScope, type ReadTx, readPage, readUnitPage, type UnitScope } from "./read-page";

type Found = { unitId: string; page: ReactNode };

/** Shows a page that was read for the active OU, or a choice of OUs if none is active. */
export async function UnitFrame({ title, found }: { title: string; found: Found | null }) {
  return (
    <UnitTab title={title} unitId={found?.unitId ?? null}>
      {found ? found.page : <NoUnit title={title} units={await readPage(reachable, readUnits)} />}
    </UnitTab>
  );
}

type Props<A> = { title: string; ahead?: Ahead<A>; children: (scope: UnitScope<A>) => Promise<ReactNode> };

/** A page of the active OU, rendered by `children`, or a choice of OUs if none is active. */
export async function UnitPage<A>({ title, ahead, children }: Props<A>) {
  const read = async (scope: UnitScope<A>) => ({ unitId: scope.unit.unitId, page: await children(scope) });
  const found = await readUnitPage(read, ahead);
  return <UnitFrame title={title} found={found} />;
}

const readUnits = (tx: ReadTx) => listOrgUnits(tx, scopedReader);

async function reachable({ ahead }: PageScope<Awaited<ReturnType<typeof readUnits>>>) {
  return ahead.parse().map(({ unit_id, name, is_default }) => ({ unit_id, name, is_default }));
}
