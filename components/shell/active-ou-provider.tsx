"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState, useTransition } from "react";
import { roleAmong, type UnitRoles } from "@/domain/access/policy";
import { pinActiveOrgUnit } from "@/lib/http/api-client";
import { ActiveOu, setActiveUnit, type Unit } from "./active-ou";
import { keepUnit, keptUnit } from "./kept-unit";
import { AccessEnded, SwitchedElsewhere } from "./unit-notices";
import { pageAfterSwitch } from "./unit-pages";

const CHANNEL = "leadvibe:active-ou";

const hasAccess = (roles: UnitRoles, unit: Unit) => roleAmong(roles, unit.unit_id) !== undefined;

type Props = { memberId: string; roles: UnitRoles; initial: Unit | null; children: ReactNode };

/**
 * Pins the active OU to this tab, also across reloads. A switch in another tab is announced but not followed automatically,
 * so that no write lands in an OU that this page does not show.
 */
export function ActiveOuProvider({ memberId, roles, initial, children }: Props) {
  const router = useRouter();
  const [chosen, setChosen] = useState(initial);
  const active = !chosen || chosen.unit_id === initial?.unit_id ? initial : chosen; // the latest version: it may have been renamed
  const [isSwitching, startSwitch] = useTransition();
  const [elsewhere, setElsewhere] = useState<Unit | null>(null);
  const [ended, setEnded] = useState<Unit | null>(null);

  if (chosen && !hasAccess(roles, chosen)) {
    setEnded(chosen);
    setChosen(initial);
  }

  // Once, after hydration, because the server doesn't know the tab. Pages of an OU then reload themselves.
  // biome-ignore lint/correctness/useExhaustiveDependencies: later values come from this tab itself
  useEffect(() => {
    const kept = keptUnit(memberId);
    if (kept && hasAccess(roles, kept)) setChosen(kept);
    else if (initial) keepUnit(memberId, initial);
  }, [memberId]);

  useEffect(() => {
    pinActiveOrgUnit(active?.unit_id);
  }, [active?.unit_id]);

  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<Unit>) => setElsewhere(data);
    return () => channel.close();
  }, []);

  async function activate(unit: Unit, { stay } = { stay: false }) {
    await setActiveUnit(unit);
    keepUnit(memberId, unit);
    setChosen(unit);
    setElsewhere(null);
    setEnded(null);
    const next = stay ? null : pageAfterSwitch(location.pathname, location.search);
    startSwitch(() => (next ? router.push(next) : router.refresh()));
    const channel = new BroadcastChannel(CHANNEL);
    channel.postMessage(unit);
    channel.close();
  }

  async function reclaim() {
    if (active) await setActiveUnit(active);
    startSwitch(() => router.refresh());
  }

  const differs = elsewhere && elsewhere.unit_id !== active?.unit_id;
  return (
    <ActiveOu value={{ active, isSwitching, activate, reclaim }}>
      {ended && <AccessEnded unit={ended} active={active} onClose={() => setEnded(null)} />}
      <div role="status">
        {differs && <SwitchedElsewhere unit={elsewhere} active={active} onStay={() => setElsewhere(null)} />}
      </div>
      {children}
    </ActiveOu>
  );
}
