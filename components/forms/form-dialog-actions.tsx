import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";

type Props = {
  onCancel: () => void;
  isBusy: boolean;
  /** The submit button's text, idle and while saving. */
  action: [idle: string, busy: string];
};

/** The buttons of a form in a dialog. */
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
