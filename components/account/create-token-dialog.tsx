"use client";

import { FormDialog } from "@/components/forms/form-dialog";
import type { CreatedToken } from "@/domain/tokens/schema";
import { TokenForm, type TokenUnit } from "./token-form";
import { TokenShown } from "./token-shown";
import { useCreated } from "./use-created";

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
  const { created, setCreated, close } = useCreated<CreatedToken>(onClose);

  return (
    <FormDialog
      open={open}
      onClose={close}
      title={created ? `Created the token ${created.name}` : "Create an access token"}
      question={created ? NOT_COPIED : undefined}
    >
      {created ? (
        <TokenShown token={created.token} onDone={close} />
      ) : (
        <TokenForm units={units} onCreated={setCreated} />
      )}
    </FormDialog>
  );
}
