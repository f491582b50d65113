import { Button } from "@/components/ui/button";

type Props = { onAsk: () => void; onCancel: () => void; isBusy: boolean; save?: string };

/** The buttons of a form that changes scores: preview, save or cancel. */
export function FormActions({ onAsk, onCancel, isBusy, save = "Save" }: Props) {
  return (
    <div className="flex flex-wrap gap-2">
      <Button type="submit" onClick={onAsk}>
        What would change?
      </Button>
      <Button type="submit" kind="primary">
        {isBusy ? "Working…" : save}
      </Button>
      <Button kind="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
