export type Organization = { org_id: string; name: string };

/** What a step of signing in has come to: where to go, what to choose from, or a refusal's code. */
export type SignInAnswer = { url?: string; organizations?: Organization[]; code?: string };

/** Sends one step of signing in; a server that does not answer is the code `Unavailable`. */
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
