/** Remembers values by their keys, for the keys that were set last. */
export class RecentlyUsed<V> {
  readonly #values = new Map<string, V>();

  constructor(private readonly size: number) {}

  get(key: string): V | undefined {
    return this.#values.get(key);
  }

  /** Sets a value, or marks it as used again; the one that was not for longest makes room. */
  set(key: string, value: V): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size <= this.size) return;
    const [oldest] = this.#values.keys();
    if (oldest !== undefined) this.#values.delete(oldest);
  }

  delete(key: string): void {
    this.#values.delete(key);
  }
}
