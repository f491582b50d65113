import { z } from "zod";
import { idText, pathId, text, timestamp } from "@/lib/fields";

/** A browser that is signed in, as its member sees it. */
export const Session = z
  .object({
    id: z.string().meta({ description: "Session identifier", example: "ses_abc123" }),
    created_at: timestamp().meta({ description: "When it signed in" }),
    last_seen_at: timestamp().meta({ description: "Last request, to the minute" }),
    user_agent: z.string().nullable().meta({ description: "The browser's user agent, or null" }),
    ip: z.string().nullable().meta({ description: "The IP address it signed in from, or null", example: "192.0.2.7" }),
    current: z.boolean().meta({ description: "Whether it sent this request" }),
  })
  .meta({ id: "Session" });

export const SessionList = z.array(Session);

export const SessionParams = z.object({
  id: pathId().meta({ description: "Session identifier", example: "ses_abc123" }),
});

/** What signs in. The address needs no more than to be comparable: an odd one is unknown, not malformed. */
export const SignInCredentials = z.object({
  email: text({ min: 1, max: 254 }),
  password: text({ min: 1, max: 256 }),
  org_id: idText().optional(),
});

/** An account whose password was right. `proof` ties it to that password: once that is changed it opens nothing. */
export const ProvenAccount = z.object({
  orgId: z.string(),
  memberId: z.string(),
  organization: z.string(),
  /** Who is invited has proven the initial password, which opens no session. */
  status: z.enum(["invited", "active"]),
  proof: z.string(),
});

export type ProvenAccount = z.output<typeof ProvenAccount>;
export type Session = z.output<typeof Session>;
