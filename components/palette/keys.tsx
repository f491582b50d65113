"use client";

import { useEffect, useEffectEvent } from "react";
import { useActiveOu } from "@/components/shell/active-ou";
import { ACTIVE_OU, unitPath } from "@/components/shell/unit-pages";
import { runShortcut, Shortcut } from "@/components/shortcuts/shortcut";
import { useGoTo, usePressOnArrival } from "./use-go-to";

const destinations = [
  ["g o", "Overview", "/dashboard"],
  ["g m", "Members", "/dashboard/members"],
  ["g u", "Org units", "/dashboard/org-units"],
] as const;

type Props = {
  isOn: boolean;
  /** Keys that were pressed before this was loaded. */
  missed: KeyboardEvent[];
  onShortcuts: () => void;
};

/** The shortcuts that every page has, and the keys of all shortcuts. */
export function Keys({ isOn, missed, onShortcuts }: Props) {
  const goTo = useGoTo();
  const { active } = useActiveOu();
  usePressOnArrival();

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (isOn) runShortcut(event);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    for (const event of missed.splice(0)) listen(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [missed]);

  return (
    <>
      <Shortcut keys="?" does="Show the shortcuts" act={onShortcuts} />
      {[...destinations, ["g l", "Leads", unitPath(active?.slug ?? ACTIVE_OU, "/leads")] as const].map(
        ([keys, name, href]) => (
          <Shortcut key={keys} keys={keys} does={`Go to ${name}`} act={() => goTo(href)} />
        ),
      )}
    </>
  );
}
