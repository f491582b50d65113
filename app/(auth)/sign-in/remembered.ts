import { z } from "zod";
import { sealedCookie } from "@/app/(auth)/sealed-cookie";
import { ProvenAccount } from "@/domain/sessions/schema";

/** How many accounts fit into a cookie of 4 kB. */
export const FITTING_ACCOUNTS = 12;

/** What the sign-in page knows from the step before: the address typed, and the accounts to choose from once proven. */
export const signInCookie = sealedCookie("sign-in", z.object({ email: z.string(), accounts: z.array(ProvenAccount) }));
