"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { FormDialog } from "@/components/forms/form-dialog";
import { useUnitPath } from "@/components/units/unit-shown";
import type { LeadDetail } from "@/domain/leads/schema";
import { api } from "@/lib/http/api-client";
import { LeadForm } from "./lead-form";

const blank: Pick<LeadDetail, "owner_name" | "profile" | "aliases"> = {
  owner_name: null,
  profile: { name: "", company: "" },
  aliases: [{ alias_kind: "email", raw_value: "" }],
};

/** Adds a lead to the active OU, then opens it. */
export function AddLeadDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const router = useRouter();
  const pathOf = useUnitPath();
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Add a lead"
      description="A lead is created by its first event. Add one here if you know them already."
    >
      <LeadForm
        lead={blank}
        action={["Add lead", "Adding…"]}
        save={async (input) => {
          const { lead_id: id } = await api<LeadDetail>("POST", "/leads", input);
          toast.success("Added the lead");
          onClose();
          router.push(pathOf(`/leads/${id}`));
        }}
      />
    </FormDialog>
  );
}
