"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useState, useTransition } from "react";
import type { ActiveOrgUnit } from "@/domain/org-units/schema";
import { api, pinActiveOrgUnit } from "@/lib/http/api-client";
import type { Role } from "@/lib/roles";
import { keepUnit, keptUnit } from "./kept-unit";
import { AccessEnded, SwitchedElsewhere } from "./unit-notices";
import { pageAfterSwitch } from "./unit-pages";

export type Unit = Pick<ActiveOrgUnit, "unit_id" | "name" | "is_default">;
/** A member's OU roles: one role for every OU (org admins), or roles by unit id. */
export type UnitRoles = Role | Record<string, Role>;
type Pinned = {
  active: Unit | null;
  /** Whether the page is still loading after a switch. */
  isSwitching: boolean;
  /** Makes an OU this tab's active one. `stay` keeps the current page, which belongs to that OU. */
  activate: (unit: Unit, options?: { stay: boolean }) => Promise<void>;
  /** Reloads the page for this tab's OU after the server rendered it for another tab's. */
  reclaim: () => Promise<void>;
};

const ActiveOu = createContext<Pinned>({
  active: null,
  isSwitching: false,
  activate: async () => {},
  reclaim: async () => {},
});

/** This tab's active OU, and how to switch. */
export const useActiveOu = () => useContext(ActiveOu);

const CHANNEL = "leadvibe:active-ou";

/** Sets the active OU in this browser's cookie. Throws ApiError. */
export const setActiveUnit = (unit: Unit) => api("POST", "/org-units/active", { ouId: unit.unit_id });
const hasAccess = (roles: UnitRoles, unit: Unit) => typeof roles === "string" || Object.hasOwn(roles, unit.unit_id);

type Props = { memberId: string; roles: UnitRoles; initial: Unit | null; children: ReactNode };

/** Pins the active OU to this tab, also across reloads. A switch in another tab is announced but not followed automatically,
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
