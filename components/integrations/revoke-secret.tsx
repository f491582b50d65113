"use client";

import { ConfirmAction } from "@/components/forms/confirm-action";
import type { SecretContent } from "@/domain/service-accounts/schema";
import { api, unlessGone } from "@/lib/http/api-client";
import { secretWords } from "./secret-words";

/** Permanently revokes a service account of the active OU. */
export function RevokeSecret({ id, name, seen }: { id: string; name: string; seen: SecretContent }) {
  return (
    <ConfirmAction
      trigger="Revoke"
      triggerLabel={`Revoke: ${name}`}
      title={`Revoke the service account ${name}?`}
      consequence="Anything that sends events with it is refused from its next request on. Events already sent stay. This cannot be undone."
      confirm="Revoke service account"
      done={`Revoked the service account ${name}`}
      focusAfterId="service-accounts"
      edited={{ seen, words: secretWords }}
      act={(version) => api("DELETE", `/secrets/${id}`, undefined, version).catch(unlessGone("secret_not_found"))}
    />
  );
}
