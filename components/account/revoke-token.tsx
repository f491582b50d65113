"use client";

import { ConfirmAction } from "@/components/forms/confirm-action";
import { api, unlessGone } from "@/lib/http/api-client";

/** Revokes one of the member's tokens, for good. */
export function RevokeToken({ id, name }: { id: string; name: string }) {
  return (
    <ConfirmAction
      trigger="Revoke"
      triggerLabel={`Revoke: ${name}`}
      title={`Revoke the token ${name}?`}
      consequence="Whatever uses it is refused from its next request on. It cannot be brought back."
      confirm="Revoke token"
      done={`Revoked the token ${name}`}
      focusAfterId="tokens"
      act={() => api("DELETE", `/settings/tokens/${id}`).catch(unlessGone("token_not_found"))}
    />
  );
}
