/** Throws the error, where an expression is wanted. */
export function throwing(error: unknown): never {
  throw error;
}

/** Waits for work without failing. Resolves to a function that returns its result or throws its error. */
export const settled = <T>(work: Promise<T>): Promise<() => T> =>
  work.then(
    (result) => () => result,
    (error: unknown) => () => throwing(error),
  );
