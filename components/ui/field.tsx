import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";
import { classNames } from "./class-names";
import { inputStyle } from "./input-style";

type FieldProps = { label: string; hint?: ReactNode; error?: string | undefined };
type Described = { id: string; "aria-invalid": true | undefined; "aria-describedby": string | undefined };

function Field({ label, hint, error, children }: FieldProps & { children: (described: Described) => ReactNode }) {
  const id = useId();
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium text-sm">
        {label}
      </label>
      {children({ id, "aria-invalid": error ? true : undefined, "aria-describedby": describedBy })}
      {error && (
        <p id={`${id}-error`} className="mt-1 text-bad text-sm first-letter:uppercase">
          {error}
        </p>
      )}
      {hint && (
        <div id={`${id}-hint`} className="mt-1 text-pretty text-muted text-sm">
          {hint}
        </div>
      )}
    </div>
  );
}

type InputProps = FieldProps & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> };

/** A labelled text input with a hint and an error. */
export function InputField({ label, hint, error, className, ...rest }: InputProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(described) => <input className={classNames(inputStyle, className)} {...described} {...rest} />}
    </Field>
  );
}

type TextareaProps = FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>;

/** A labelled multi-line text field. */
export function TextareaField({ label, hint, error, className, ...rest }: TextareaProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(described) => <textarea className={classNames(inputStyle, className)} {...described} {...rest} />}
    </Field>
  );
}

type SelectProps = FieldProps & SelectHTMLAttributes<HTMLSelectElement> & { ref?: Ref<HTMLSelectElement> };

/** A labelled select. */
export function SelectField({ label, hint, error, className, children, ...rest }: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(described) => (
        <select className={classNames(inputStyle, className)} {...described} {...rest}>
          {children}
        </select>
      )}
    </Field>
  );
}

/** The options of a select, by their names. */
export function Options<Value extends string>(props: { values: readonly Value[]; names: Record<Value, string> }) {
  return props.values.map((value) => (
    <option key={value} value={value}>
      {props.names[value]}
    </option>
  ));
}

type CheckboxProps = { label: string; hint?: ReactNode } & InputHTMLAttributes<HTMLInputElement>;

/** A labelled checkbox with a hint. */
export function CheckboxField({ label, hint, ...rest }: CheckboxProps) {
  return (
    <label className="flex items-start gap-2">
      <input type="checkbox" className="mt-1 size-4 shrink-0 accent-accent" {...rest} />
      <span>
        {label}
        {hint && <span className="block text-pretty text-muted text-sm">{hint}</span>}
      </span>
    </label>
  );
}
