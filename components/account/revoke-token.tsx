"use client";

import { ConfirmAction } from "@/components/forms/confirm-action";
import { api, unlessGone } from "@/lib/http/api-client";

/** Permanently revokes one of the member's tokens. */
export function RevokeToken({ id, name }: { id: string; name: string }) {
  return (
    <ConfirmAction
      trigger="Revoke"
      triggerLabel={`Revoke: ${name}`}
      title={`Revoke the token ${name}?`}
      consequence="Anything that uses it is refused from its next request on. This cannot be undone."
      confirm="Revoke token"
      done={`Revoked the token ${name}`}
      focusAfterId="tokens"
      act={() => api("DELETE", `/settings/tokens/${id}`).catch(unlessGone("token_not_found"))}
    />
  );
}
