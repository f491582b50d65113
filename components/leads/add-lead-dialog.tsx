"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { FormDialog } from "@/components/forms/form-dialog";
import type { LeadDetail } from "@/domain/leads/schema";
import { api } from "@/lib/http/api-client";
import { LeadForm } from "./lead-form";
import { LEADS_PATH } from "./lead-list-state";

const blank: Pick<LeadDetail, "owner_name" | "profile" | "aliases"> = {
  owner_name: null,
  profile: { name: "", company: "" },
  aliases: [{ alias_kind: "email", raw_value: "" }],
};

/** The dialog that adds a lead to the active OU, and goes to it. */
export function AddLeadDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const router = useRouter();
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Add a lead"
      description="Leads come by themselves with their first event. Add one whom you know already."
    >
      <LeadForm
        lead={blank}
        action={["Add lead", "Adding…"]}
        save={async (input) => {
          const { lead_id: id } = await api<LeadDetail>("POST", "/leads", input);
          toast.success("Added the lead");
          onClose();
          router.push(`${LEADS_PATH}/${id}`);
        }}
      />
    </FormDialog>
  );
}
