import { type ReactNode, useId } from "react";

type Props = { legend: string; error: string | undefined; children: ReactNode };

/** Checkboxes that are one field, with its error below them. */
export function CheckboxGroup({ legend, error, children }: Props) {
  const id = useId();
  return (
    <fieldset aria-describedby={error && id} className="min-w-0">
      <legend className="mb-1 font-medium text-sm">{legend}</legend>
      {children}
      {error && (
        <p id={id} role="alert" className="mt-1 text-bad text-sm first-letter:uppercase">
          {error}
        </p>
      )}
    </fieldset>
  );
}
