"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import type { CreatedToken } from "@/domain/tokens/schema";
import { SecretMissed } from "./secret-missed";
import { TokenForm, type TokenUnit } from "./token-form";
import { TokenShown } from "./token-shown";

const NOT_COPIED = {
  title: "Close without copying the token?",
  consequence: "It is never shown again. If you lose a token, revoke it and create a new one.",
  stay: "Back to the token",
  leave: "Close",
};

/** Creates a token. The dialog then shows the secret once and only closes on an explicit click. */
export function CreateTokenDialog({
  units,
  open,
  onClose,
}: {
  units: TokenUnit[];
  open: boolean;
  onClose: () => void;
}) {
  const router = useRouter();
  const [created, setCreated] = useState<CreatedToken | null>(null);

  function close() {
    onClose();
    setCreated(null);
    if (created) router.refresh();
  }

  return (
    <FormDialog
      open={open}
      onClose={close}
      title={created ? `Created the token ${created.name}` : "Create an access token"}
      question={created ? NOT_COPIED : undefined}
    >
      {!created ? (
        <TokenForm units={units} onCreated={setCreated} />
      ) : created.token === null ? (
        <SecretMissed onDone={close} />
      ) : (
        <TokenShown token={created.token} onDone={close} />
      )}
    </FormDialog>
  );
}
