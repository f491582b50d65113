"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import type { ActiveOrgUnit } from "@/domain/org-units/schema";
import { api, pinActiveOrgUnit } from "@/lib/http/api-client";

export type Unit = Pick<ActiveOrgUnit, "unit_id" | "name" | "is_default">;
type Pinned = {
  active: Unit | null;
  /** Whether the page of the OU that was switched to is still on its way. */
  isSwitching: boolean;
  activate: (unit: Unit) => Promise<void>;
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

/**
 * Pins the OU that the page shows to this tab. A switch in another tab is announced and not followed by itself, so that
 * no write lands in an OU that this page does not show.
 */
export function ActiveOuProvider({ initial, children }: { initial: Unit | null; children: ReactNode }) {
  const router = useRouter();
  const [chosen, setActive] = useState(initial);
  const active = !chosen || chosen.unit_id === initial?.unit_id ? initial : chosen; // as read last: it may be renamed
  const [isSwitching, startSwitch] = useTransition();
  const [elsewhere, setElsewhere] = useState<Unit | null>(null);

  useEffect(() => pinActiveOrgUnit(active?.unit_id), [active?.unit_id]);

  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<Unit>) => setElsewhere(data);
    return () => channel.close();
  }, []);

  async function select(unit: Unit) {
    await api("POST", "/org-units/active", { ouId: unit.unit_id });
    setActive(unit);
    startSwitch(() => router.refresh());
  }

  async function activate(unit: Unit) {
    await select(unit);
    setElsewhere(null);
    const channel = new BroadcastChannel(CHANNEL);
    channel.postMessage(unit);
    channel.close();
  }

  const reclaim = async () => (active ? select(active) : startSwitch(() => router.refresh()));

  const differs = elsewhere && elsewhere.unit_id !== active?.unit_id;
  return (
    <ActiveOu value={{ active, isSwitching, activate, reclaim }}>
      <div role="status">
        {differs && (
          <div className="flex flex-wrap items-center gap-3 border-line border-b bg-raised px-4 py-2 text-sm">
            <p>
              This tab still works in <strong>{active?.name ?? "no unit"}</strong>. Another tab switched to{" "}
              <strong>{elsewhere.name}</strong>.
            </p>
            <Button onClick={() => activate(elsewhere)}>Follow to {elsewhere.name}</Button>
            <Button kind="quiet" onClick={() => setElsewhere(null)}>
              Stay here
            </Button>
          </div>
        )}
      </div>
      {children}
    </ActiveOu>
  );
}
