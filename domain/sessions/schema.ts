import { z } from "zod";
import { idText, pathId, text, timestamp } from "@/lib/fields";

/** A signed-in browser, as its member sees it. */
export const Session = z
  .object({
    id: z.string().meta({ description: "Session identifier", example: "ses_abc123" }),
    created_at: timestamp().meta({ description: "When the member signed in" }),
    last_seen_at: timestamp().meta({ description: "Last request, to the minute" }),
    user_agent: z.string().nullable().meta({ description: "The browser's user agent, or null" }),
    ip: z.string().nullable().meta({ description: "The address of the sign-in, or null", example: "192.0.2.7" }),
    current: z.boolean().meta({ description: "Whether this request used it" }),
  })
  .meta({ id: "Session" });

export const SessionList = z.array(Session);

export const SessionParams = z.object({
  id: pathId().meta({ description: "Session identifier", example: "ses_abc123" }),
});

/** A sign-in. Any address that can be compared is accepted: an odd one is unknown, not malformed. */
export const SignInCredentials = z.object({
  email: text({ min: 1, max: 254 }),
  password: text({ min: 1, max: 256 }),
  org_id: idText().optional(),
});

/** An account whose password was verified. `proof` ties it to that password: once it changes, the proof is void. */
export const ProvenAccount = z.object({
  orgId: z.string(),
  memberId: z.string(),
  organization: z.string(),
  /** An invited member has given the initial password, which starts no session. */
  status: z.enum(["invited", "active"]),
  proof: z.string(),
});

export type ProvenAccount = z.output<typeof ProvenAccount>;
export type Session = z.output<typeof Session>;
