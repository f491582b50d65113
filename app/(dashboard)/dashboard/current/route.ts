import { presentedSession, readInSession } from "@/domain/access/authenticate";
import { readAccessVersion } from "@/domain/members/access-version";
import { DomainError } from "@/lib/errors";
import { refuse } from "@/lib/http/answer";
import { matchesWeakly } from "@/lib/version";

/** Whether open pages still show the visitor's present access: 304 for the version that If-None-Match names, else 204. */
export async function GET({ headers }: Request): Promise<Response> {
  const presented = await presentedSession(headers.get("cookie"));
  if (!presented) return refuse("unauthorized");
  try {
    const version = await readInSession(presented, {}, ({ tx }) => readAccessVersion(tx));
    const isCurrent = matchesWeakly(headers.get("if-none-match") ?? "", version);
    return new Response(null, {
      status: isCurrent ? 304 : 204,
      headers: { ETag: version, "Cache-Control": "no-store" },
    });
  } catch (error) {
    if (error instanceof DomainError) return refuse(error.code);
    throw error;
  }
}
