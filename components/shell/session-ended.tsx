"use client";

import { useEffect, useState } from "react";
import { Button, buttonStyle } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { SESSION_ENDED } from "@/lib/http/api-client";
import { onSignedOutElsewhere } from "./sign-out";

/**
 * When the session ends while working, asks to sign in in a new tab, so that the page keeps its input. When another tab
 * signs out, this one goes to the sign-in page.
 */
export function SessionEnded() {
  const [ended, setEnded] = useState(false);

  useEffect(() => {
    const show = () => setEnded(true);
    window.addEventListener(SESSION_ENDED, show);
    const stop = onSignedOutElsewhere(() => window.location.assign("/sign-in"));
    return () => {
      window.removeEventListener(SESSION_ENDED, show);
      stop();
    };
  }, []);

  return (
    <Dialog
      alert
      open={ended}
      onClose={() => setEnded(false)}
      title="Your session has ended"
      description="Sign in again in a new tab, then come back and save. What you typed is kept here."
    >
      <DialogActions>
        <Button onClick={() => setEnded(false)}>Back to the page</Button>
        <a
          href="/sign-in?callbackUrl=/dashboard/signed-in"
          target="_blank"
          rel="noreferrer"
          className={buttonStyle({ kind: "primary" })}
        >
          Sign in
        </a>
      </DialogActions>
    </Dialog>
  );
}
