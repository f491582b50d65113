import { headers } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { currentSession } from "@/app/(dashboard)/current-actor";
import { AuthFrame } from "@/components/auth/auth-frame";
import { ChoosePasswordForm } from "@/components/auth/choose-password-form";
import { DeadLink } from "@/components/auth/dead-link";
import type { FirstPasswordLink, Invitee } from "@/domain/invitations/read-invitation";
import { readCookies } from "@/lib/http/cookies";
import { openedInvitation, tokenOfPage } from "./opened";
import { recall } from "./remembered";

type Query = Promise<{ error?: string | string[] }>;
type Props = {
  kind: FirstPasswordLink;
  token: string;
  query: Query;
  /** Where the form is sent. */
  action: string;
  heading: (invitee: Invitee) => ReactNode;
};

/** The page behind a link to a first password; a link that does not work is a 404, which FirstPasswordEnded words. */
export async function FirstPasswordPage({ kind, token, query, action, heading }: Props) {
  const found = await openedInvitation(kind, token);
  if (found.state !== "live") notFound();
  const { error } = await query;
  const returned = error ? await recall(readCookies((await headers()).get("cookie"))) : undefined;
  const { first, last, email, organization } = found.invitee;
  const names = returned ?? { first, last };
  return (
    <AuthFrame>
      {heading(found.invitee)}
      <ChoosePasswordForm
        action={action}
        token={token}
        asksNames
        owner={{ first: names.first, last: names.last, email, organization }}
        faults={returned?.faults ?? {}}
        code={typeof error === "string" ? error : undefined}
        replacesSession={(await currentSession()) !== null}
      />
    </AuthFrame>
  );
}

/** What stands in its place: why the link does not work, and what to do. */
export async function FirstPasswordEnded({ kind }: { kind: FirstPasswordLink }) {
  const { state } = await openedInvitation(kind, await tokenOfPage());
  if (state === "live") return null; // drawn beside every page, and shown only in its place
  return (
    <AuthFrame>
      <DeadLink kind={kind} state={state} />
    </AuthFrame>
  );
}
