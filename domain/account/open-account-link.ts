import { withScope } from "@/db/scope";
import { type OpenedLink, openLink } from "@/domain/account-links/use-link";
import { readSelf } from "./self";

/** The links by which a member changes their own account. */
export type AccountLink = "password_reset" | "email_confirmation";

/** Whose account a link is for. */
export type AccountOwner = { first: string; last: string; email: string; organization: string };

/** What a link's token opens; `unknown` is none of this installation's, or its member has been removed. */
export type FoundLink =
  | { state: "live"; link: OpenedLink; owner: AccountOwner }
  | { state: "unknown" | "used" | "revoked" | "expired" };

/** What the token opens, for the link's page. Only the first opening is noted: whatever the link does takes a form. */
export async function openAccountLink(kind: AccountLink, token: string): Promise<FoundLink> {
  const link = await openLink(kind, token);
  if (link?.state !== "live") return { state: link?.state ?? "unknown" };
  const { hash: _stays, ...owner } = await withScope(link.self, (tx) => readSelf(tx, link.self));
  return { state: "live", link, owner };
}
