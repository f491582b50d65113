"use client";

import { TokenShown } from "@/components/account/token-shown";
import { VerifySample } from "./verify-sample";

export const NOT_COPIED = {
  title: "Close without copying the secret?",
  consequence: "It is never shown again. If you lose it, rotate the secret to get a new one.",
  stay: "Back to the secret",
  leave: "Close",
};
const WARNING = "Copy it now: it is not shown again. Anyone who has it can send events that look like ours.";

/** An endpoint's new secret, shown this once, and how to verify deliveries with it. */
export function SecretShown({ secret, onDone }: { secret: string | null; onDone: () => void }) {
  return (
    <TokenShown token={secret} label="Signing secret" warning={WARNING} onDone={onDone}>
      <div className="mt-4">
        <VerifySample />
      </div>
    </TokenShown>
  );
}
