import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";

/** Takes the place of a new secret that never arrived. */
export function SecretMissed({ onDone }: { onDone: () => void }) {
  return (
    <>
      <p role="alert" className="rounded-md border border-warn px-3 py-2 text-sm text-warn">
        The connection was lost before the secret arrived, and it is never shown again. Revoke this one and create
        another.
      </p>
      <DialogActions>
        <Button kind="primary" onClick={onDone}>
          Done
        </Button>
      </DialogActions>
    </>
  );
}
