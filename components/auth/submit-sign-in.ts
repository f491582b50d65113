export type Organization = { org_id: string; name: string };

/** The answer to a sign-in step: where to go next, the organizations to choose from, or a refusal's code. */
export type SignInAnswer = { url?: string; organizations?: Organization[]; code?: string };

/** Submits one sign-in step; gives the code `Unavailable` if the server does not answer. */
export async function submitSignIn(fields: Record<string, string>): Promise<SignInAnswer> {
  try {
    const response = await fetch("/sign-in/submit", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(fields),
    });
    return (await response.json()) as SignInAnswer;
  } catch {
    return { code: "Unavailable" };
  }
}
