import type { Metadata } from "next";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { PasswordForm } from "@/components/account/password-form";
import { PageHeader } from "@/components/ui/page-header";
import { scopedReader } from "@/domain/access/reader";
import { readMe } from "@/domain/members/operations";

export const metadata: Metadata = { title: "Change password" };

export default function PasswordPage() {
  return readPage(async ({ ahead }) => {
    const { email } = ahead.parse();
    return (
      <>
        <PageHeader
          title="Change password"
          description="Your other sessions end immediately; this one stays. Access tokens keep working."
        />
        <PasswordForm email={email} />
      </>
    );
  }, readOwn);
}

const readOwn = (tx: ReadTx) => readMe(tx, scopedReader, undefined);
