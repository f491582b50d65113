import { cache } from "react";
import { tokenOfPage } from "@/app/(auth)/first-password/opened";
import { AuthFrame } from "@/components/auth/auth-frame";
import { EndedLink } from "@/components/auth/ended-link";
import { type AccountLink, openAccountLink } from "@/domain/account/open-account-link";

/** What the link of a page opens; read once a request, for the page and for what stands in its place. */
export const openedLink = cache(openAccountLink);

/** What stands in the place of a link's page, as a 404: why the link does not work, and what to do. */
export async function AccountLinkEnded({ kind }: { kind: AccountLink }) {
  const { state } = await openedLink(kind, await tokenOfPage());
  if (state === "live") return null; // drawn beside every page, and shown only in its place
  return (
    <AuthFrame>
      <EndedLink kind={kind} state={state} />
    </AuthFrame>
  );
}
