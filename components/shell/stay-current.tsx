"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef } from "react";
import { toast } from "sonner";
import type { Me } from "@/domain/members/schema";
import { ACCESS_CHANGED, api, WRITTEN } from "@/lib/http/api-client";
import { useActiveOu } from "./active-ou";
import { pollInOneTab } from "./poll-in-one-tab";

const CHANNEL = "leadvibe:written";
const TOGETHER_MILLISECONDS = 250;
const CURRENT_PATH = "/dashboard/current";

/**
 * Refreshes the page when its data may have changed elsewhere: when the tab regains focus, when another tab saved something,
 * when the API refuses an offered action, and when one tab of the browser learns that the access at `version` has changed.
 * Not when the session has ended, because the sign-in page would discard the user's input; SessionEnded asks instead.
 */
export function StayCurrent({ version }: { version: string }) {
  const router = useRouter();
  const { active, rename } = useActiveOu();
  const known = useRef(version);

  useEffect(() => {
    known.current = version;
  }, [version]);

  const refresh = useEffectEvent(() => router.refresh());
  const readAgain = useEffectEvent(() => {
    // Checks first that session and access still exist; refusals are announced elsewhere.
    const onMe = ({ active_ou: now }: Me) => {
      if (now && now.unit_id === active?.unit_id && now.name !== active.name) {
        toast(`${active.name} is now called ${now.name}`);
        rename(now);
      }
      refresh();
    };
    api<Me>("GET", "/me").then(onMe, () => {});
  });

  const ask = useEffectEvent(async () => {
    const answer = await fetch(CURRENT_PATH, { headers: { "If-None-Match": known.current } }).catch(() => null);
    if (!answer) return; // asks again soon; a refresh would wait for the connection, and hold back what a write shows
    const found = answer.headers.get("ETag") ?? String(answer.status); // a refusal is news once
    if (answer.status >= 500 || found === known.current) return;
    known.current = found;
    window.dispatchEvent(new Event(WRITTEN)); // tells the other tabs
    readAgain();
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
    const stopPolling = pollInOneTab(() => ask());
    return () => {
      stopPolling();
      clearTimeout(timer);
      channel.close();
      window.removeEventListener("focus", onFocus);
      window.removeEventListener(ACCESS_CHANGED, onAccessChanged);
      window.removeEventListener(WRITTEN, onWritten);
    };
  }, []);

  return null;
}
