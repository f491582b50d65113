const holder = globalThis as { leadvibe?: Map<string, unknown> };

/**
 * Returns the process's one value of that name, and creates it at the first call. The server loads two bundles, the API
 * host's and Next's, with a copy of every module in each: a module's own variable or class would exist twice.
 */
export function processWide<T>(name: string, create: () => T): T {
  holder.leadvibe ??= new Map();
  if (!holder.leadvibe.has(name)) holder.leadvibe.set(name, create());
  return holder.leadvibe.get(name) as T;
}
