/** The server's answer: where to go next, or a refusal's code with the fields at fault. */
export type FirstPasswordAnswer = { url?: string; code?: string; errors?: { pointer: string; detail: string }[] };

/** Submits the first-password form; gives the code `Unavailable` if the server does not answer. */
export async function submitFirstPassword(
  action: string,
  fields: Record<string, string>,
): Promise<FirstPasswordAnswer> {
  try {
    const response = await fetch(action, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(fields),
    });
    return (await response.json()) as FirstPasswordAnswer;
  } catch {
    return { code: "Unavailable" };
  }
}
