import { headers } from "next/headers";
import { cache } from "react";
import { openInvitation } from "@/domain/invitations/read-invitation";

/** What the link of a page opens; read once a request, for the page and for what stands in its place. */
export const openedInvitation = cache(openInvitation);

/** The token in the path of the page that is asked for. */
export async function tokenOfPage(): Promise<string> {
  const path = (await headers()).get("x-page-path") ?? ""; // proxy.ts says so, over whatever the client has sent
  return path.split(/[/?]/)[2] ?? "";
}
