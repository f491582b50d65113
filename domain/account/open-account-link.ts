import { withScope } from "@/db/scope";
import { ifSuspended, type OpenedLink, openLink } from "@/domain/account-links/use-link";
import { readSelf } from "./self";

/** The kinds of links that let a member change their own account. */
export type AccountLink = "password_reset" | "email_confirmation";

/** The account a link is for. */
export type AccountOwner = { first: string; last: string; email: string; organization: string };

/** What a token opens; `unknown` was not made by this installation, or its member has been removed. */
export type FoundLink =
  | { state: "live"; link: OpenedLink; owner: AccountOwner }
  | { state: "unknown" | "used" | "revoked" | "expired" | "suspended" };

/** Returns what the token opens, for the link's page. Only notes the first opening: submitting the form is what acts. */
export async function openAccountLink(kind: AccountLink, token: string): Promise<FoundLink> {
  const link = await openLink(kind, token).catch(ifSuspended);
  if (link?.state !== "live") return { state: link?.state ?? "unknown" };
  const { hash: _stays, ...owner } = await withScope(link.self, (tx) => readSelf(tx, link.self));
  return { state: "live", link, owner };
}
