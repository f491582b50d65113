/** Throws the error, where an expression is wanted. */
export function throwing(error: unknown): never {
  throw error;
}

/** Waits for work and never fails; the function that it gives returns the result, or throws the error. */
export const settled = <T>(work: Promise<T>): Promise<() => T> =>
  work.then(
    (result) => () => result,
    (error: unknown) => () => throwing(error),
  );
