import type { Metadata } from "next";
import { AuthFrame } from "@/components/auth/auth-frame";
import { EmailConfirmed } from "@/components/auth/confirm-email";
import { EndedLink } from "@/components/auth/ended-link";

export const metadata: Metadata = { title: "E-mail address" };

type Query = { done?: string | string[] };

/** Shown after a confirmation, and for a truncated link. */
export default async function EmailConfirmedPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { done } = await searchParams;
  return <AuthFrame>{done ? <EmailConfirmed /> : <EndedLink kind="email_confirmation" state="unknown" />}</AuthFrame>;
}
