import type { Metadata } from "next";
import { FirstPasswordPage } from "@/app/(auth)/first-password/page-parts";

export const metadata: Metadata = { title: "Invitation" };

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ error?: string | string[] }> };

export default async function InvitationPage({ params, searchParams }: Props) {
  return (
    <FirstPasswordPage
      kind="invitation"
      token={(await params).token}
      query={searchParams}
      action="/invitation/submit"
      heading={({ organization }) => (
        <>
          <h1 className="mt-1 wrap-anywhere font-semibold text-2xl tracking-tight">Join {organization}</h1>
          <p className="mt-2 text-pretty text-muted">You are invited. To join, choose a password that only you know.</p>
        </>
      )}
    />
  );
}
