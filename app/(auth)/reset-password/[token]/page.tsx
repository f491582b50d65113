import type { Metadata } from "next";
import { headers } from "next/headers";
import { returnedForm } from "@/app/(auth)/first-password/remembered";
import { currentSession } from "@/app/(dashboard)/current-session";
import { AuthFrame } from "@/components/auth/auth-frame";
import { ChoosePasswordForm } from "@/components/auth/choose-password-form";
import { EndedLink } from "@/components/auth/ended-link";
import { openAccountLink } from "@/domain/account/open-account-link";

export const metadata: Metadata = { title: "Choose a new password" };

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ error?: string | string[] }> };

export default async function ResetPasswordPage({ params, searchParams }: Props) {
  const { token } = await params;
  const found = await openAccountLink("password_reset", token);
  if (found.state !== "live") {
    return (
      <AuthFrame>
        <EndedLink kind="password_reset" state={found.state} />
      </AuthFrame>
    );
  }
  const { error } = await searchParams;
  const returned = error ? await returnedForm.recall((await headers()).get("cookie")) : undefined;
  return (
    <AuthFrame>
      <h1 className="mt-1 font-semibold text-2xl tracking-tight">Choose a new password</h1>
      <p className="mt-2 text-pretty wrap-anywhere text-muted">
        For your account at {found.owner.organization}. This signs out every browser.
      </p>
      <ChoosePasswordForm
        action="/reset-password/submit"
        token={token}
        asksNames={false}
        endsTokens={returned?.endsTokens ?? false}
        owner={found.owner}
        faults={returned?.faults ?? {}}
        code={typeof error === "string" ? error : undefined}
        replacesSession={(await currentSession()) !== null}
      />
    </AuthFrame>
  );
}
