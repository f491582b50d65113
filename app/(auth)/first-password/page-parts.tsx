import { headers } from "next/headers";
import type { ReactNode } from "react";
import { currentSession } from "@/app/(dashboard)/current-session";
import { AuthFrame } from "@/components/auth/auth-frame";
import { ChoosePasswordForm } from "@/components/auth/choose-password-form";
import { DeadLink } from "@/components/auth/dead-link";
import { type FirstPasswordLink, type Invitee, openInvitation } from "@/domain/invitations/find-invitation";
import { returnedForm } from "./remembered";

type Query = Promise<{ error?: string | string[] }>;
type Props = {
  kind: FirstPasswordLink;
  token: string;
  query: Query;
  /** Where the form is submitted. */
  action: string;
  heading: (invitee: Invitee) => ReactNode;
};

/**
 * The page behind a first-password link, or why the link does not work. It avoids notFound(), whose page Next renders by
 * script, so that it would be empty without JavaScript.
 */
export async function FirstPasswordPage({ kind, token, query, action, heading }: Props) {
  const found = await openInvitation(kind, token);
  if (found.state !== "live") {
    return (
      <AuthFrame>
        <DeadLink kind={kind} state={found.state} />
      </AuthFrame>
    );
  }
  const { error } = await query;
  const returned = error ? await returnedForm.recall((await headers()).get("cookie")) : undefined;
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
