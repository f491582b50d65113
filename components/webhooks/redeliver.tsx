"use client";

import { ActButton } from "@/components/forms/act-button";
import { api } from "@/lib/http/api-client";

/** Sends a delivery again, with the same `webhook-id`. */
export function Redeliver({ id, label }: { id: string; label: string }) {
  return (
    <ActButton
      label={`Redeliver ${label}`}
      done="The event is sent again"
      act={() => api("POST", `/webhook-deliveries/${id}/redeliver`)}
    >
      Redeliver
    </ActButton>
  );
}
