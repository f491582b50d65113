/** Posts a form of the sign-in pages as JSON; gives the code `Unavailable` if the server does not answer. */
export async function submitForm<Answer>(
  action: string,
  fields: Record<string, string>,
): Promise<Answer | { code: "Unavailable" }> {
  try {
    const response = await fetch(action, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(fields),
    });
    return (await response.json()) as Answer;
  } catch {
    return { code: "Unavailable" };
  }
}
