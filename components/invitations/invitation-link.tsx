"use client";

import { Link2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormError } from "@/components/forms/form-error";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { LocalTime } from "@/components/ui/local-time";
import type { InvitationLink } from "@/domain/invitations/schema";
import { api } from "@/lib/http/api-client";

type Props = { member: { org_member_id: string; name: string } };

/** Shows a new invitation link to hand over without an e-mail. */
export function CopyInvitationLink({ member: { org_member_id: id, name } }: Props) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [link, setLink] = useState<InvitationLink | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  async function open() {
    setOpen(true);
    setFailure(null);
    try {
      setLink(await api<InvitationLink>("POST", `/members/${id}/invitation/link`));
      router.refresh(); // the timeline now lists the new link
    } catch (error) {
      setFailure(error);
    }
  }

  function close() {
    setOpen(false);
    setLink(null); // keep the secret on the page no longer than needed
  }

  return (
    <>
      <Button onClick={open}>
        <Link2 aria-hidden size={14} />
        Copy link
      </Button>
      <Dialog
        open={isOpen}
        onClose={close}
        title={`Invitation link for ${name}`}
        description="Anyone who opens it can choose this account's password. Give it only to the invited person."
      >
        <FormError error={failure} />
        <div role="status">
          {link?.url === null ? (
            "The connection was lost before the link arrived. Close this and copy a new one."
          ) : link ? (
            <>
              <p className="break-all rounded-md border border-line bg-raised p-3 font-mono text-sm">{link.url}</p>
              <p className="mt-2 text-muted text-sm">
                It works once, until <LocalTime value={link.expires_at} />, or until the next invitation.
              </p>
            </>
          ) : (
            !failure && "One moment…"
          )}
        </div>
        <DialogActions>
          {link?.url && (
            <CopyButton text={link.url} label="Copy the invitation link">
              Copy
            </CopyButton>
          )}
          <Button kind="primary" onClick={close}>
            Done
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
