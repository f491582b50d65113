import type { z } from "zod";
import { seal, unseal } from "@/lib/auth/sealed";
import { cookieName, endCookie, readCookies, setCookie } from "@/lib/http/cookies";

const SECONDS = 300;

/** A cookie that carries content of one shape from a form to the next page: sealed, and for five minutes. */
export const sealedCookie = <T extends Record<string, unknown>>(purpose: string, shape: z.ZodType<T>) => ({
  /** The `Set-Cookie` that carries the content. */
  remember: async (content: T): Promise<string> =>
    setCookie(cookieName(purpose), await seal(purpose, content, SECONDS), SECONDS),

  /** The `Set-Cookie` that ends it. */
  forget: (): string => endCookie(cookieName(purpose)),

  /** The content in a `Cookie` header, or undefined. */
  recall: (header: string | null): Promise<T | undefined> =>
    unseal(purpose, readCookies(header)[cookieName(purpose)], shape),
});
