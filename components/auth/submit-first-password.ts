/** What sending the form has come to: where to go, or a refusal's code with the fields at fault. */
export type FirstPasswordAnswer = { url?: string; code?: string; errors?: { pointer: string; detail: string }[] };

/** Sends the form of a first password; a server that does not answer is the code `Unavailable`. */
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
