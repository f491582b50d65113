/**
 * The path with its parameters. Throws TypeError for a value that would lead elsewhere: nothing, or dots, which URLs resolve.
 */
export function fillPath(path: string, parameters: Record<string, unknown>): string {
  return path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = String(parameters[name] ?? "");
    if (/^\.{0,2}$/.test(value)) throw new TypeError(`${name} can't be "${value}".`);
    return encodeURIComponent(value);
  });
}
