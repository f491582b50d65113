"use client";

import Link from "next/link";
import { Button, buttonStyle } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogActions } from "@/components/ui/dialog";
import type { AddedMember } from "./add-member-form";

// The form that had the focus is gone.
const takeFocus = (button: HTMLButtonElement | null) => button?.focus();

type Props = { added: AddedMember; onAnother: () => void; onClose: () => void };

/** What follows adding a member: what they sign in with, while it can still be seen. */
export function MemberAdded({ added: { member, password }, onAnother, onClose }: Props) {
  return (
    <>
      <p role="status">
        {password
          ? "They can sign in now. This password is shown here for the last time; hand it over and have it changed."
          : "They can sign in now, with the password that you typed."}
      </p>
      <dl className="mt-4 grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1">
        <dt className="text-muted text-sm">E-mail</dt>
        <dd className="break-all">{member.email}</dd>
        {password && (
          <>
            <dt className="text-muted text-sm">Password</dt>
            <dd className="flex min-w-0 items-center gap-1">
              <code className="break-all">{password}</code>
              <CopyButton text={password} label="Copy the password" />
            </dd>
          </>
        )}
      </dl>
      <DialogActions>
        <Button onClick={onAnother}>Add another</Button>
        <Link href={`/dashboard/members/${member.org_member_id}`} className={buttonStyle()}>
          Open their page
        </Link>
        <Button kind="primary" onClick={onClose} ref={takeFocus}>
          Done
        </Button>
      </DialogActions>
    </>
  );
}
