import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";

type Props = {
  onCancel: () => void;
  isBusy: boolean;
  /** What the button that saves says, and while it is under way. */
  action: [idle: string, busy: string];
};

/** The buttons that end a form in a dialog. */
export function FormDialogActions({ onCancel, isBusy, action: [idle, busy] }: Props) {
  return (
    <DialogActions>
      <Button onClick={onCancel}>Cancel</Button>
      <Button type="submit" kind="primary">
        {isBusy ? busy : idle}
      </Button>
    </DialogActions>
  );
}
