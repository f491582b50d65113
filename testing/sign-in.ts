/** Posts the sign-in form's fields as JSON, as the host's page does. */
export function submitSignIn(
  url: string,
  fields: { email: string; password: string },
  headers: Record<string, string> = {},
): Promise<Response> {
  const sent = { Origin: url, "Content-Type": "application/json", ...headers };
  return fetch(`${url}/sign-in/submit`, { method: "POST", headers: sent, body: JSON.stringify(fields) });
}

/**
 * Signs a person in at `url`, whose pages have that `origin`, and returns the headers that their browser sends from then on:
 * the session, without an active OU. Throws with the answer if nobody is signed in.
 */
export async function signIn(
  url: string,
  { email, password }: { email: string; password: string },
  origin = url,
): Promise<{ Cookie: string; Origin: string }> {
  const answer = await submitSignIn(url, { email, password }, { Origin: origin });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0] ?? "");
  if (!cookies.some((cookie) => cookie.includes("session-token")))
    throw new Error(`nobody is signed in: ${answer.status} ${await answer.text()}`);
  return { Cookie: cookies.filter((cookie) => !cookie.startsWith("activeOu")).join("; "), Origin: origin };
}
