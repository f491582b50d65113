"use client";

import { ConfirmAction } from "@/components/forms/confirm-action";
import type { SecretContent } from "@/domain/service-accounts/schema";
import { api, unlessGone } from "@/lib/http/api-client";
import { secretWords } from "./secret-words";

/** Revokes a service account of the active OU, for good. */
export function RevokeSecret({ id, name, seen }: { id: string; name: string; seen: SecretContent }) {
  return (
    <ConfirmAction
      trigger="Revoke"
      triggerLabel={`Revoke: ${name}`}
      title={`Revoke the service account ${name}?`}
      consequence="Whatever sends events with it is refused from its next request on. What it has sent stays. It cannot be brought back."
      confirm="Revoke service account"
      done={`Revoked the service account ${name}`}
      focusAfterId="service-accounts"
      edited={{ seen, words: secretWords }}
      act={(version) => api("DELETE", `/secrets/${id}`, undefined, version).catch(unlessGone("secret_not_found"))}
    />
  );
}
