/**
 * The delivery result of a mail. `kept`: no provider is configured, so it stays in the local mailbox; `failed`: refused for
 * good, or given up after a day. The provider reports the last three for a mail that was sent.
 */
export const messageStatuses = ["queued", "sent", "kept", "failed", "delivered", "bounced", "complained"] as const;
export type MessageStatus = (typeof messageStatuses)[number];
