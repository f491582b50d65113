import { signIn } from "@/testing/sign-in";
import type { ApiClient } from "./api-client";
import { database, type Person, seededPassword, seedPassword } from "./seed";

/** Signs a member in and returns the headers that their browser sends from then on. */
export async function signedIn(api: ApiClient, person: Person): Promise<{ Cookie: string; Origin: string }> {
  await seedPassword(person.org_member_id);
  return signIn(api.url, { email: person.email, password: seededPassword });
}

/** Makes a member's sessions ones whose password was given two days ago. */
export async function ageSessions(person: Pick<Person, "org_member_id">): Promise<void> {
  await database()`update sessions set authenticated_at = now() - interval '2 days'
    where org_member_id = ${person.org_member_id}`;
}
