import type { Metadata } from "next";
import Link from "next/link";
import { requireActor } from "@/app/(dashboard)/current-actor";
import { ProfileForm } from "@/components/account/profile-form";
import { roleNames } from "@/components/members/role-words";
import { PageHeader } from "@/components/ui/page-header";
import { readMe } from "@/domain/members/operations";
import { mayChangeEmailOrRole } from "@/domain/members/policy";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const actor = await requireActor();
  const me = (await readMe(actor, undefined)).parse();
  return (
    <>
      <PageHeader title="Profile" description="How others in the organization see you." />
      <ProfileForm me={me} />
      <dl className="mt-8 grid max-w-md grid-cols-[8rem_1fr] gap-y-2 border-line border-t pt-4">
        <dt className="text-muted">E-mail</dt>
        <dd className="break-all">{me.email}</dd>
        <dt className="text-muted">Org role</dt>
        <dd>{roleNames[me.role]}</dd>
      </dl>
      <p className="mt-3 max-w-md text-muted text-sm">
        {mayChangeEmailOrRole(actor) ? (
          <>
            As an org admin you change these on{" "}
            <Link href={`/dashboard/members/${me.org_member_id}`} prefetch={false} className="underline">
              your page among the members
            </Link>
            .
          </>
        ) : (
          "An org admin changes these for you."
        )}
      </p>
    </>
  );
}
