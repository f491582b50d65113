import type { Metadata } from "next";
import { AuthFrame } from "@/components/auth/auth-frame";
import { ForgottenPassword, ResetAsked } from "@/components/auth/forgotten-password";

export const metadata: Metadata = { title: "Forgot your password?" };

type Query = { asked?: string | string[]; error?: string | string[] };

export default async function ForgotPasswordPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { asked, error } = await searchParams;
  return (
    <AuthFrame>
      {asked && !error ? <ResetAsked /> : <ForgottenPassword error={typeof error === "string" ? error : undefined} />}
    </AuthFrame>
  );
}
