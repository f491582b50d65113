import { encode } from "next-auth/jwt";
import type { z } from "zod";
import { sessionKey } from "@/lib/env";
import { decodeAny } from "./decode";

/** A text that only this installation can make or read, for a cookie; `purpose` keeps kinds apart. */
export function seal(purpose: string, content: Record<string, unknown>, seconds: number): Promise<string> {
  return encode({ token: content, secret: sessionKey(), salt: purpose, maxAge: seconds });
}

/** What was sealed for the purpose, or undefined if it is forged, damaged, of another shape, or too old. */
export async function unseal<T>(
  purpose: string,
  text: string | undefined,
  shape: z.ZodType<T>,
): Promise<T | undefined> {
  if (!text) return undefined;
  return shape.safeParse(await decodeAny(text, purpose)).data;
}
