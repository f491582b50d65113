/**
 * Shares the answers to one question among those who ask at once. Whoever asks while a question is on its way waits for the
 * next, whose answer cannot be older than their asking.
 */
export function createOneFlight<T>(ask: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | undefined;
  let next: Promise<T> | undefined;
  function begin(): Promise<T> {
    const flight = ask().finally(() => {
      if (current === flight) current = undefined;
    });
    current = flight;
    return flight;
  }
  return () => {
    if (!current) return begin();
    next ??= current
      .catch(() => {})
      .then(() => {
        next = undefined;
        return begin();
      });
    return next;
  };
}
