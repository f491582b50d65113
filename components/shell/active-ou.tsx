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
/** A member's role in an OU: one for all of them (an org admin), or by id. */
export type UnitRoles = Role | Record<string, Role>;
type Pinned = {
  active: Unit | null;
  /** Whether the page of the OU that was switched to is still on its way. */
  isSwitching: boolean;
  /** Makes this tab work in an OU. `stay` keeps a page that shows something of that OU. */
  activate: (unit: Unit, options?: { stay: boolean }) => Promise<void>;
  /** Reads the page again for this tab's OU, where the server has read it for the OU that another tab chose. */
  reclaim: () => Promise<void>;
};

const ActiveOu = createContext<Pinned>({
  active: null,
  isSwitching: false,
  activate: async () => {},
  reclaim: async () => {},
});

/** The OU that this tab works in, and the switch to another. */
export const useActiveOu = () => useContext(ActiveOu);

const CHANNEL = "leadvibe:active-ou";

/** Makes an OU the one of this browser's cookie. Throws ApiError. */
export const selectUnit = (unit: Unit) => api("POST", "/org-units/active", { ouId: unit.unit_id });
const reaches = (roles: UnitRoles, unit: Unit) => typeof roles === "string" || Object.hasOwn(roles, unit.unit_id);

type Props = { memberId: string; roles: UnitRoles; initial: Unit | null; children: ReactNode };

/**
 * Pins the OU that the page shows to this tab, over reloads too. A switch in another tab is announced and not followed by
 * itself, so that no write lands in an OU that this page does not show.
 */
export function ActiveOuProvider({ memberId, roles, initial, children }: Props) {
  const router = useRouter();
  const [chosen, setChosen] = useState(initial);
  const active = !chosen || chosen.unit_id === initial?.unit_id ? initial : chosen; // as read last: it may be renamed
  const [isSwitching, startSwitch] = useTransition();
  const [elsewhere, setElsewhere] = useState<Unit | null>(null);
  const [ended, setEnded] = useState<Unit | null>(null);

  if (chosen && !reaches(roles, chosen)) {
    setEnded(chosen);
    setChosen(initial);
  }

  // Once and after hydration, because the server cannot know the tab. Pages of an OU then read themselves again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: later values are this tab's own
  useEffect(() => {
    const kept = keptUnit(memberId);
    if (kept && reaches(roles, kept)) setChosen(kept);
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
    await selectUnit(unit);
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
    if (active) await selectUnit(active);
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
