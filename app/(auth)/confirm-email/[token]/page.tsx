import type { Metadata } from "next";
import { AuthFrame } from "@/components/auth/auth-frame";
import { ConfirmEmail } from "@/components/auth/confirm-email";
import { EndedLink } from "@/components/auth/ended-link";
import { openAccountLink } from "@/domain/account/open-account-link";

export const metadata: Metadata = { title: "Confirm your e-mail address" };

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ error?: string | string[] }> };

/** Requires submitting a form, because mail scanners follow links and must not confirm anything. */
export default async function ConfirmEmailPage({ params, searchParams }: Props) {
  const { token } = await params;
  const found = await openAccountLink("email_confirmation", token);
  if (found.state !== "live") {
    return (
      <AuthFrame>
        <EndedLink kind="email_confirmation" state={found.state} />
      </AuthFrame>
    );
  }
  const { error } = await searchParams;
  return (
    <AuthFrame>
      <ConfirmEmail
        token={token}
        before={found.owner.email}
        after={found.link.email}
        organization={found.owner.organization}
        code={typeof error === "string" ? error : undefined}
      />
    </AuthFrame>
  );
}
