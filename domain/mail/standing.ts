import type { MessageStatus } from "@/lib/message-status";

/** How a message stands; `reason` tells a failure that the provider has reported from one of ours. */
type Standing = { status: MessageStatus; reason: string | null };

const PROVIDER_FAILURE = "provider_";

const ranks: Record<MessageStatus, number> = {
  queued: 0,
  kept: 0,
  failed: 0, // given up or refused: should the provider have it after all, that is what counts
  sent: 1,
  delivered: 3,
  bounced: 4,
  complained: 5,
};

function rank({ status, reason }: Standing): number {
  return status === "failed" && reason?.startsWith(PROVIDER_FAILURE) ? 2 : ranks[status];
}

/** Whether a message has come further by that: it only moves forward, whatever order the reports arrive in. */
export const isForward = (from: Standing, to: Standing): boolean => rank(to) > rank(from);

/** The reason of a failure that the provider reports after it had taken the mail. */
export const providerFailure = (what: "failed" | "suppressed"): string => `${PROVIDER_FAILURE}${what}`;
