/** The value at a path such as `aliases.0.raw_value`, or undefined. */
export function valueAt(values: unknown, path: string): unknown {
  return path.split(".").reduce((at, key) => (at as Record<string, unknown> | undefined)?.[key], values);
}

/** A copy with another value at the path. */
export function withValueAt<V>(values: V, path: string, value: unknown): V {
  const [key = "", ...rest] = path.split(".");
  const copy = (Array.isArray(values) ? [...values] : { ...values }) as Record<string, unknown>;
  copy[key] = rest.length === 0 ? value : withValueAt(copy[key], rest.join("."), value);
  return copy as V;
}
