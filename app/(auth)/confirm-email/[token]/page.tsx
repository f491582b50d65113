import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { openedLink } from "@/app/(auth)/account-link";
import { AuthFrame } from "@/components/auth/auth-frame";
import { ConfirmEmail } from "@/components/auth/confirm-email";

export const metadata: Metadata = { title: "Confirm your e-mail address" };

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ error?: string | string[] }> };

/** A form, because whatever reads mail for safety follows its links, and confirms nothing by that. */
export default async function ConfirmEmailPage({ params, searchParams }: Props) {
  const { token } = await params;
  const found = await openedLink("email_confirmation", token);
  if (found.state !== "live") notFound();
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
