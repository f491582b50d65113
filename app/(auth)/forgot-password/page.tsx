import type { Metadata } from "next";
import { ForgottenPassword, ResetAsked } from "@/components/auth/forgotten-password";

export const metadata: Metadata = { title: "Forgotten password" };

type Query = { asked?: string | string[]; error?: string | string[] };

export default async function ForgotPasswordPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { asked, error } = await searchParams;
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center px-4 py-12">
      <p className="text-muted text-sm">LeadVibe Admin</p>
      {asked && !error ? <ResetAsked /> : <ForgottenPassword error={typeof error === "string" ? error : undefined} />}
    </main>
  );
}
