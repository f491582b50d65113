import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { currentSession } from "@/app/(dashboard)/current-session";
import { AuthFrame } from "@/components/auth/auth-frame";
import { ChooseOrganization } from "@/components/auth/choose-organization";
import { SignInForm } from "@/components/auth/sign-in-form";
import { ownPath } from "@/lib/auth/origin";
import { sessionSecretOf } from "@/lib/auth/session-cookie";
import { signInCookie } from "./remembered";

export const metadata: Metadata = { title: "Sign in" };

type Query = { callbackUrl?: string | string[]; error?: string | string[]; restart?: string | string[] };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const callbackUrl = ownPath(query.callbackUrl);
  if (await currentSession()) redirect(callbackUrl);
  const cookie = (await headers()).get("cookie");
  const remembered = await signInCookie.recall(cookie);
  const isChoosing = remembered !== undefined && remembered.accounts.length > 1 && !query.error && !query.restart;
  const organizations = remembered?.accounts.map(({ orgId, organization }) => ({ org_id: orgId, name: organization }));
  return (
    <AuthFrame>
      {isChoosing && organizations ? (
        <ChooseOrganization organizations={organizations} callbackUrl={callbackUrl} />
      ) : (
        <SignInForm
          callbackUrl={callbackUrl}
          email={remembered?.email ?? ""}
          error={typeof query.error === "string" ? query.error : undefined}
          hasEnded={(await sessionSecretOf(cookie)) !== undefined}
        />
      )}
    </AuthFrame>
  );
}
