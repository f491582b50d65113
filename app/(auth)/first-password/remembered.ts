import { z } from "zod";
import { seal, unseal } from "@/lib/auth/sealed";
import { cookieName, isSecure } from "@/lib/auth/session-cookie";

const SECONDS = 300;

/** What the page knows of the form that came back without JavaScript: what was entered, and what is wrong with which field. */
const Returned = z.object({
  first: z.string(),
  last: z.string(),
  endsTokens: z.boolean().optional(),
  faults: z.record(z.string(), z.string()),
});
export type Returned = z.output<typeof Returned>;

const name = () => cookieName("first-password");
const attributes = () => `Path=/; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;

/** The `Set-Cookie` that carries it to the page, sealed, for five minutes. */
export async function remember(returned: Returned): Promise<string> {
  return `${name()}=${await seal("first-password", returned, SECONDS)}; ${attributes()}; Max-Age=${SECONDS}`;
}

/** The `Set-Cookie` that ends it. */
export const forget = (): string => `${name()}=; ${attributes()}; Max-Age=0`;

/** What the form has left, or undefined. */
export function recall(cookies: ReadonlyMap<string, string>): Promise<Returned | undefined> {
  return unseal("first-password", cookies.get(name()), Returned);
}
