import type { ApiClient } from "./api-client";
import { database, type Person, seededPassword, seedPassword } from "./seed";

/** Posts the sign-in form's fields as JSON, as the host's page does. */
export function submitSignIn(
  url: string,
  fields: { email: string; password: string },
  headers: Record<string, string> = {},
): Promise<Response> {
  const sent = { Origin: url, "Content-Type": "application/json", ...headers };
  return fetch(`${url}/sign-in/submit`, { method: "POST", headers: sent, body: JSON.stringify(fields) });
}

/** Signs a member in and returns the headers that their browser sends from then on. */
export async function signedIn(api: ApiClient, person: Person): Promise<{ Cookie: string; Origin: string }> {
  await seedPassword(person.org_member_id);
  const answer = await submitSignIn(api.url, { email: person.email, password: seededPassword });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0]);
  return { Cookie: cookies.filter((cookie) => !cookie?.startsWith("activeOu")).join("; "), Origin: api.url };
}

/** Makes a member's sessions ones whose password was given two days ago. */
export async function ageSessions(person: Pick<Person, "org_member_id">): Promise<void> {
  await database()`update sessions set authenticated_at = now() - interval '2 days'
    where org_member_id = ${person.org_member_id}`;
}
