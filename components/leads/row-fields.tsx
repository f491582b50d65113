import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

type Props = {
  legend: string;
  hint: string;
  /** Keyed rows; `name` is used in the label of the remove button. */
  rows: { id: string; name: string; fields: ReactNode; error: string | undefined }[];
  add: string;
  onAdd: () => void;
  onRemove: (index: number) => void;
};

/** A form section with a variable number of rows. */
export function RowFields({ legend, hint, rows, add, onAdd, onRemove }: Props) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sm">{legend}</legend>
      <ul className="space-y-2">
        {rows.map(({ id, name, fields, error }, index) => (
          <li key={id}>
            <div className="flex items-center gap-2">
              {fields}
              <Button kind="quiet" className="px-2" aria-label={`Remove ${name}`} onClick={() => onRemove(index)}>
                <X aria-hidden size={14} />
              </Button>
            </div>
            {error && (
              <p id={`${id}-error`} className="mt-1 text-bad text-sm first-letter:uppercase">
                {error}
              </p>
            )}
          </li>
        ))}
      </ul>
      <p className="mt-1 text-muted text-sm">{hint}</p>
      <Button className="mt-2" onClick={onAdd}>
        <Plus aria-hidden size={14} />
        {add}
      </Button>
    </fieldset>
  );
}
