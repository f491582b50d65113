"use client";

import { ConfirmAction } from "@/components/forms/confirm-action";
import { api, unlessGone } from "@/lib/http/api-client";
import { countText } from "@/lib/number-text";

const FOCUS_AFTER = "sessions";

/** Ends one of the member's other sessions. */
export function EndSession({ id, device }: { id: string; device: string }) {
  return (
    <ConfirmAction
      trigger="End session"
      triggerLabel={`End session: ${device}`}
      title={`End the session of ${device}?`}
      consequence="That browser is signed out on its next request. Anything not saved there is lost."
      confirm="End session"
      done={`Ended the session of ${device}`}
      focusAfterId={FOCUS_AFTER}
      act={() => api("DELETE", `/settings/sessions/${id}`).catch(unlessGone("session_not_found"))}
    />
  );
}

/** Ends all of the member's sessions except this one. */
export function EndOtherSessions({ count }: { count: number }) {
  const sessions = countText(count, "other session");
  return (
    <ConfirmAction
      trigger="End all others"
      title={`End ${sessions}?`}
      consequence="Those browsers are signed out on their next request. This one stays signed in."
      confirm={`End ${sessions}`}
      done={`Ended ${sessions}`}
      focusAfterId={FOCUS_AFTER}
      act={() => api("DELETE", "/settings/sessions")}
    />
  );
}
