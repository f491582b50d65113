"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { FormDialog } from "@/components/forms/form-dialog";
import type { LeadDetail } from "@/domain/leads/schema";
import { api } from "@/lib/http/api-client";
import { LeadForm } from "./lead-form";

export type EditedLead = Pick<LeadDetail, "lead_id" | "owner_name" | "profile" | "aliases">;

/** Edits a lead's owner, profile and aliases. */
export function EditLeadDialog({ lead, open, onClose }: { lead: EditedLead; open: boolean; onClose: () => void }) {
  const router = useRouter();
  return (
    <FormDialog open={open} onClose={onClose} title="Edit the lead">
      <LeadForm
        lead={lead}
        isEdited
        action={["Save", "Saving…"]}
        save={async (input, version) => {
          await api("PUT", `/leads/${lead.lead_id}`, input, version);
          toast.success("Saved the lead");
          router.refresh();
          onClose();
        }}
      />
    </FormDialog>
  );
}
