import { decode, encode } from "next-auth/jwt";
import type { z } from "zod";
import { sessionKey } from "@/lib/env";

/** A text that only this installation can read or make, for a cookie; `purpose` keeps one kind from passing for another. */
export function seal(purpose: string, content: Record<string, unknown>, seconds: number): Promise<string> {
  return encode({ token: content, secret: sessionKey(), salt: purpose, maxAge: seconds });
}

/** What was sealed for the purpose, or undefined when it is forged, damaged, of another shape, or older than its seconds. */
export async function unseal<T>(
  purpose: string,
  text: string | undefined,
  shape: z.ZodType<T>,
): Promise<T | undefined> {
  if (!text) return undefined;
  const content = await decode({ token: text, secret: sessionKey(), salt: purpose }).catch(() => null);
  return shape.safeParse(content).data;
}
