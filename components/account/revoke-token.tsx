"use client";

import { ConfirmAction } from "@/components/forms/confirm-action";
import { ApiError, api } from "@/lib/http/api-client";

/** It is gone already: what was asked for is so. */
function unlessGone(error: unknown): void {
  if (error instanceof ApiError && error.code === "token_not_found") return;
  throw error;
}

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
      act={() => api("DELETE", `/settings/tokens/${id}`).catch(unlessGone)}
    />
  );
}
