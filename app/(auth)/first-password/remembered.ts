import { z } from "zod";
import { seal, unseal } from "@/lib/auth/sealed";
import { cookieName, isSecure } from "@/lib/auth/session-cookie";

const SECONDS = 300;

/** State of a form that came back without JavaScript: the input and the errors by field. */
const Returned = z.object({
  first: z.string(),
  last: z.string(),
  endsTokens: z.boolean().optional(),
  faults: z.record(z.string(), z.string()),
});
export type Returned = z.output<typeof Returned>;

const name = () => cookieName("first-password");
const attributes = () => `Path=/; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;

/** A `Set-Cookie` that carries it to the page, encrypted, for five minutes. */
export async function remember(returned: Returned): Promise<string> {
  return `${name()}=${await seal("first-password", returned, SECONDS)}; ${attributes()}; Max-Age=${SECONDS}`;
}

/** A `Set-Cookie` that deletes it. */
export const forget = (): string => `${name()}=; ${attributes()}; Max-Age=0`;

/** The remembered form, or undefined. */
export function recall(cookies: ReadonlyMap<string, string>): Promise<Returned | undefined> {
  return unseal("first-password", cookies.get(name()), Returned);
}
