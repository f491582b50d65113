import { z } from "zod";
import { ProvenAccount } from "@/domain/sessions/schema";
import { seal, unseal } from "@/lib/auth/sealed";
import { cookieName, isSecure } from "@/lib/auth/session-cookie";

const SECONDS = 300;
const FITTING = 12; // accounts in one cookie of 4 kB

/** State of the previous sign-in step: the address typed, and the proven accounts to choose from. */
const Remembered = z.object({ email: z.string(), accounts: z.array(ProvenAccount).default([]) });
export type Remembered = z.output<typeof Remembered>;

const name = () => cookieName("sign-in");
const attributes = () => `Path=/; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;

/** A `Set-Cookie` that carries it to the next step, encrypted, for five minutes. */
export async function remember({ email, accounts }: Remembered): Promise<string> {
  const sealed = await seal("sign-in", { email, accounts: accounts.slice(0, FITTING) }, SECONDS);
  return `${name()}=${sealed}; ${attributes()}; Max-Age=${SECONDS}`;
}

/** A `Set-Cookie` that deletes it. */
export const forget = (): string => `${name()}=; ${attributes()}; Max-Age=0`;

/** The remembered step, or undefined. */
export function recall(cookies: ReadonlyMap<string, string>): Promise<Remembered | undefined> {
  return unseal("sign-in", cookies.get(name()), Remembered);
}
