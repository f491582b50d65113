"use client";

import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useGoTo } from "@/components/palette/use-go-to";
import { roleAmong, type UnitRoles } from "@/domain/access/policy";
import type { NamedUnit } from "@/domain/org-units/schema";
import { pinActiveUnit } from "@/lib/http/api-client";
import { ActiveOu, keepActiveUnit } from "./active-ou";
import { AccessEnded, SwitchedElsewhere } from "./unit-notices";
import { pageAfterSwitch } from "./unit-pages";

const CHANNEL = "leadvibe:active-ou";

type Props = {
  roles: UnitRoles;
  /** The OU of the address, else the one that this browser starts with. */
  initial: NamedUnit | null;
  /** The ID of the OU that this browser starts with. */
  keptId: string | undefined;
  children: ReactNode;
};

/**
 * Knows this tab's active OU: the one whose page was shown last. A switch in another tab is announced but not followed
 * automatically.
 */
export function ActiveOuProvider({ roles, initial, keptId, children }: Props) {
  const goTo = useGoTo();
  const [active, setActive] = useState(initial);
  const [given, setGiven] = useState({ roles, initial });
  const [elsewhere, setElsewhere] = useState<NamedUnit | null>(null);
  const [ended, setEnded] = useState<NamedUnit | null>(null);
  const kept = useRef(keptId);
  const others = useRef<BroadcastChannel>(null); // also sends: a second channel would be heard by this tab itself

  if (given.roles !== roles || given.initial !== initial) {
    setGiven({ roles, initial });
    const isReached = active && roleAmong(roles, active.unit_id) !== undefined;
    if (active && !isReached) setEnded(active);
    if (!isReached || active.unit_id === initial?.unit_id) setActive(initial);
  }

  const show = useCallback((unit: NamedUnit) => {
    pinActiveUnit(unit.unit_id); // at once, before anything on the page can call
    setActive(unit);
    if (kept.current === unit.unit_id) return;
    kept.current = unit.unit_id;
    keepActiveUnit(unit).catch(() => {}); // it only concerns new tabs
  }, []);

  useEffect(() => {
    pinActiveUnit(active?.unit_id);
  }, [active?.unit_id]);

  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<NamedUnit>) => setElsewhere(data);
    others.current = channel;
    return () => channel.close();
  }, []);

  // The name may arrive after somebody has switched.
  function rename(unit: NamedUnit) {
    setActive((current) => (current?.unit_id === unit.unit_id ? unit : current));
  }

  async function activate(unit: NamedUnit): Promise<boolean> {
    await keepActiveUnit(unit);
    kept.current = unit.unit_id;
    const next = pageAfterSwitch(location.pathname, location.search, unit.slug);
    if (next && !goTo(next)) return false;
    if (!next) setActive(unit);
    setElsewhere(null);
    setEnded(null);
    others.current?.postMessage(unit);
    return true;
  }

  const differs = elsewhere && elsewhere.unit_id !== active?.unit_id;
  return (
    <ActiveOu value={{ active, show, rename, activate }}>
      {ended && <AccessEnded unit={ended} active={active} onClose={() => setEnded(null)} />}
      <div role="status">
        {differs && <SwitchedElsewhere unit={elsewhere} active={active} onStay={() => setElsewhere(null)} />}
      </div>
      {children}
    </ActiveOu>
  );
}
