"use client";

import { Button, buttonStyle } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogActions } from "@/components/ui/dialog";
import { Link } from "@/components/ui/link";
import type { AddedMember } from "./add-member-form";

// The form that had the focus is gone.
const takeFocus = (button: HTMLButtonElement | null) => button?.focus();

type Props = { added: AddedMember; mailIsSent: boolean; onAnother: () => void; onClose: () => void };

/** Shown after adding a member: the status of their invitation, and the first password for the last time. */
export function MemberAdded({ added: { member, password }, mailIsSent, onAnother, onClose }: Props) {
  const generated = typeof password === "object" ? password?.generated : undefined;
  const page = `/dashboard/members/${member.org_member_id}`;
  return (
    <>
      <div role="status" className="space-y-2">
        <p>
          {mailIsSent ? (
            <>An invitation is on its way to them; its link works for seven days. </>
          ) : (
            <>Their invitation is kept on the mail page and not sent, because no e-mail provider is configured. </>
          )}
          <Link href={`${page}#invitation`} className="underline">
            Follow the invitation
          </Link>
        </p>
        {password && (
          <p>
            {password === "typed"
              ? "Or they can sign in with the password that you typed. It works once, to choose a password of their own."
              : "Or give them this password, which is not shown again. It works once, to choose a password of their own."}
          </p>
        )}
      </div>
      <dl className="mt-4 grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1">
        <dt className="text-muted text-sm">E-mail</dt>
        <dd className="break-all">{member.email}</dd>
        {generated && (
          <>
            <dt className="text-muted text-sm">Password</dt>
            <dd className="flex min-w-0 items-center gap-1">
              <code className="break-all">{generated}</code>
              <CopyButton text={generated} label="Copy the password" />
            </dd>
          </>
        )}
      </dl>
      <DialogActions>
        <Button onClick={onAnother}>Add another</Button>
        <Link href={page} className={buttonStyle()}>
          Open their page
        </Link>
        <Button kind="primary" onClick={onClose} ref={takeFocus}>
          Done
        </Button>
      </DialogActions>
    </>
  );
}
