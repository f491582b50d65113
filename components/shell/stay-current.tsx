"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent } from "react";
import { ACCESS_CHANGED, api, WRITTEN } from "@/lib/http/api-client";
import { selectUnit, useActiveOu } from "./active-ou";

const CHANNEL = "leadvibe:written";
const TOGETHER_MILLISECONDS = 250;

/**
 * Reads the page again when what it shows may have changed elsewhere: when the tab is looked at again, when another tab has
 * written something, and when the API refuses what the page offered. Not when the session has ended: that would open the
 * sign-in page over what was typed, and SessionEnded asks instead.
 */
export function StayCurrent() {
  const router = useRouter();
  const { active } = useActiveOu();

  const refresh = useEffectEvent(() => router.refresh());
  const readAgain = useEffectEvent(() => {
    // Asked first, it tells whether the session and the access still stand, and has the server read this tab's OU.
    const asked = active ? selectUnit(active) : api("GET", "/me");
    asked.then(refresh, () => {}); // a refusal announces itself
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer); // the many writes of one act count as one
      timer = setTimeout(() => readAgain(), TOGETHER_MILLISECONDS);
    };
    const onFocus = () => readAgain();
    const onAccessChanged = () => refresh();
    const channel = new BroadcastChannel(CHANNEL);
    const onWritten = () => channel.postMessage(null); // it reaches every tab but this one
    channel.onmessage = () => document.visibilityState === "visible" && soon();
    window.addEventListener("focus", onFocus);
    window.addEventListener(ACCESS_CHANGED, onAccessChanged);
    window.addEventListener(WRITTEN, onWritten);
    return () => {
      clearTimeout(timer);
      channel.close();
      window.removeEventListener("focus", onFocus);
      window.removeEventListener(ACCESS_CHANGED, onAccessChanged);
      window.removeEventListener(WRITTEN, onWritten);
    };
  }, []);

  return null;
}
