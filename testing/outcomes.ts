import { DomainError } from "@/lib/errors";

/** Waits for all of these; their outcomes in order: "ok" or the refusal's code. Throws anything else that was thrown. */
export async function outcomes(work: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((result) => {
    if (result.status === "fulfilled") return "ok";
    if (!(result.reason instanceof DomainError)) throw result.reason;
    return result.reason.code;
  });
}

/** How this is refused. Throws if it is not, or if anything else goes wrong. */
export async function refusalOf(work: Promise<unknown>): Promise<DomainError> {
  const error = await work.then(
    () => new Error("it was not refused"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw error;
  return error;
}
