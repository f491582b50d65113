import type { MessageStatus } from "@/lib/message-status";

/** A message's state; `reason` distinguishes a failure that the provider reported from one of ours. */
type State = { status: MessageStatus; reason: string | null };

const PROVIDER_FAILURE = "provider_";

const ranks: Record<MessageStatus, number> = {
  queued: 0,
  kept: 0,
  failed: 0, // given up or refused; a report that the provider has it after all wins
  sent: 1,
  delivered: 3,
  bounced: 4,
  complained: 5,
};

function rank({ status, reason }: State): number {
  return status === "failed" && reason?.startsWith(PROVIDER_FAILURE) ? 2 : ranks[status];
}

/** Whether the change moves a message forward: messages never move back, whatever order the reports arrive in. */
export const isForward = (from: State, to: State): boolean => rank(to) > rank(from);

/** The reason for a failure that the provider reports after accepting the mail. */
export const providerFailure = (what: "failed" | "suppressed"): string => `${PROVIDER_FAILURE}${what}`;
