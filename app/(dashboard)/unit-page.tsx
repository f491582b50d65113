import type { ReactNode } from "react";
import { NoUnit } from "@/components/units/no-unit";
import { UnitTab } from "@/components/units/unit-tab";
import { listOrgUnits } from "@/domain/org-units/operations";
import { requireActor } from "./current-actor";
import { type CurrentUnit, currentUnit } from "./current-unit";

type Props = { title: string; children: (current: CurrentUnit) => Promise<ReactNode> };

/** A page of the active OU: what `children` make of it, or the choice of an OU where none is active. */
export async function UnitPage({ title, children }: Props) {
  const current = await currentUnit();
  return (
    <UnitTab title={title} unitId={current?.unit.unitId ?? null}>
      {current ? await children(current) : <NoUnit title={title} units={await reachable()} />}
    </UnitTab>
  );
}

async function reachable() {
  const units = (await listOrgUnits(await requireActor())).parse();
  return units.map(({ unit_id, name, is_default }) => ({ unit_id, name, is_default }));
}
