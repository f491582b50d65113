import { decode, type JWT } from "next-auth/jwt";
import { sessionKeys } from "@/lib/env";

/** What next-auth encrypted with NEXTAUTH_SECRET or the one before it; null if it is forged, damaged or expired. */
export async function decodeAny(token: string | undefined, salt?: string): Promise<JWT | null> {
  for (const secret of sessionKeys()) {
    const claims = await decode({ token, secret, ...(salt === undefined ? {} : { salt }) }).catch(() => null);
    if (claims) return claims;
  }
  return null;
}
