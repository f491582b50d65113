import { valueAt, withValueAt } from "./field-path";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isCheckbox = (control: Control): control is HTMLInputElement => control.type === "checkbox";

function write(control: Control, value: unknown): void {
  if (isCheckbox(control)) control.checked = Array.isArray(value) ? value.includes(control.value) : value === true;
  else control.value = typeof value === "string" ? value : "";
}

/** Whether something was typed before the script started. */
const isTyped = (control: Control) =>
  !isCheckbox(control) && "defaultValue" in control && control.value !== control.defaultValue;

/**
 * What a form's controls hold. The browser keeps it in the controls; this reads them as they change, writes them when it is
 * told to, and knows what has changed since the form was opened.
 */
export class FormValues<V extends object> {
  #opened: V;
  readonly #controls = new Map<string, Set<Control>>();
  readonly #refs = new Map<string, (control: Control | null) => (() => void) | undefined>();

  constructor(public values: V) {
    this.#opened = values;
  }

  get isDirty(): boolean {
    return JSON.stringify(this.values) !== JSON.stringify(this.#opened);
  }

  /** Replaces everything, as if the form were opened with it. */
  reset(values: V): void {
    this.#opened = values;
    this.values = values;
    for (const path of this.#controls.keys()) this.#show(path);
  }

  set(path: string, value: unknown): void {
    this.values = withValueAt(this.values, path, value);
    for (const one of this.#controls.keys()) if (one === path || one.startsWith(`${path}.`)) this.#show(one);
  }

  /** Sets what nobody typed: it doesn't count as a change. */
  suggest(path: string, value: unknown): void {
    this.#opened = withValueAt(this.#opened, path, value);
    this.set(path, value);
  }

  /** Takes what a control holds now; `as` makes another value of its text. */
  take(path: string, control: Control, as: (text: string) => unknown = (text) => text): void {
    const isList = Array.isArray(valueAt(this.values, path));
    const checked = () => [...(this.#controls.get(path) ?? [])].filter((one) => isCheckbox(one) && one.checked);
    const taken = isList
      ? checked().map(({ value }) => value)
      : isCheckbox(control)
        ? control.checked
        : as(control.value);
    this.values = withValueAt(this.values, path, taken);
  }

  /** The ref of a path's controls; several checkboxes may share one. */
  refOf(path: string) {
    const known = this.#refs.get(path);
    if (known) return known;
    const controls = new Set<Control>();
    const ref = (control: Control | null) => {
      if (!control) return undefined;
      this.#controls.set(path, controls.add(control));
      if (isTyped(control)) this.take(path, control);
      else write(control, valueAt(this.values, path));
      return () => {
        controls.delete(control);
      };
    };
    this.#refs.set(path, ref);
    return ref;
  }

  /** Focuses the first control, in the form's order, of one of the paths. Returns whether there is any. */
  focus = (...paths: string[]): boolean => {
    const path = [...this.#controls].find(([one, controls]) => controls.size > 0 && paths.includes(one))?.[0];
    for (const control of this.#controls.get(path ?? "") ?? []) {
      control.focus();
      return true;
    }
    return false;
  };

  #show(path: string): void {
    for (const control of this.#controls.get(path) ?? []) write(control, valueAt(this.values, path));
  }
}
