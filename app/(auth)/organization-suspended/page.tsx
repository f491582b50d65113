import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentSession } from "@/app/(dashboard)/current-session";
import { AuthFrame } from "@/components/auth/auth-frame";
import { Button } from "@/components/ui/button";
import { findSuspended } from "@/domain/organizations/suspension";

export const metadata: Metadata = { title: "Organization suspended" };

/** Where the dashboard sends members of a suspended organization. */
export default async function OrganizationSuspendedPage() {
  const session = await currentSession();
  if (!session) redirect("/sign-in");
  const name = await findSuspended(session.actor);
  if (name === null) redirect("/dashboard");
  return (
    <AuthFrame>
      <h1 className="mt-1 wrap-anywhere font-semibold text-2xl tracking-tight">{name} is suspended</h1>
      <p className="mt-3 text-pretty">
        Nobody can work in it for now, and nothing has been lost. You stay signed in, and everything is as it was when
        it resumes. Whoever runs this installation can tell you more.
      </p>
      <form action="/sign-out" method="post" className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
        <a href="/dashboard">Try again</a>
        <Button type="submit">Sign out</Button>
      </form>
    </AuthFrame>
  );
}
