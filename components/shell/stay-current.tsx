"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent } from "react";
import { ACCESS_CHANGED, api, WRITTEN } from "@/lib/http/api-client";
import { setActiveUnit, useActiveOu } from "./active-ou";

const CHANNEL = "leadvibe:written";
const TOGETHER_MILLISECONDS = 250;

/**
 * Refreshes the page when its data may have changed elsewhere: when the tab regains focus, when another tab saved something,
 * and when the API refuses an offered action. Not when the session has ended, because the sign-in page would discard the
 * user's input; SessionEnded asks instead.
 */
export function StayCurrent() {
  const router = useRouter();
  const { active } = useActiveOu();

  const refresh = useEffectEvent(() => router.refresh());
  const readAgain = useEffectEvent(() => {
    // Checks first that session and access still exist, and makes the server use this tab's OU.
    const asked = active ? setActiveUnit(active) : api("GET", "/me");
    asked.then(refresh, () => {}); // refusals are announced elsewhere
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer); // one refresh for several writes in a row
      timer = setTimeout(() => readAgain(), TOGETHER_MILLISECONDS);
    };
    const onFocus = () => readAgain();
    const onAccessChanged = () => refresh();
    const channel = new BroadcastChannel(CHANNEL);
    const onWritten = () => channel.postMessage(null); // reaches every other tab
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
