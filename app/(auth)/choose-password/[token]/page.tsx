import type { Metadata } from "next";
import { FirstPasswordPage } from "@/app/(auth)/first-password/page-parts";

export const metadata: Metadata = { title: "Choose your own password" };

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ error?: string | string[] }> };

export default async function ChoosePasswordPage({ params, searchParams }: Props) {
  return (
    <FirstPasswordPage
      kind="initial_password"
      token={(await params).token}
      query={searchParams}
      action="/choose-password/submit"
      heading={({ organization }) => (
        <>
          <h1 className="mt-1 font-semibold text-2xl tracking-tight">Choose your own password</h1>
          <p className="mt-2 text-pretty text-muted">
            The password you were given works only once. Choose your own password for {organization} within half an
            hour.
          </p>
        </>
      )}
    />
  );
}
