import type { Metadata } from "next";
import { requireActor } from "@/app/(dashboard)/current-actor";
import { PasswordForm } from "@/components/account/password-form";
import { PageHeader } from "@/components/ui/page-header";
import { readMe } from "@/domain/members/operations";

export const metadata: Metadata = { title: "Change password" };

export default async function PasswordPage() {
  const actor = await requireActor();
  const { email } = (await readMe(actor, undefined)).parse();
  return (
    <>
      <PageHeader
        title="Change password"
        description="Your other sessions end at once; this one stays. Access tokens keep working."
      />
      <PasswordForm email={email} />
    </>
  );
}
