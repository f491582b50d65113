import { z } from "zod";
import { Token } from "@/domain/tokens/schema";
import { pathId, role, timestamp } from "@/lib/fields";

const secretId = () => z.string().meta({ description: "Identifier of the service account", example: "sec_abc123" });
const unitId = () => z.string().meta({ description: "The OU it works in", example: "unit_abc123" });

/** A member's sessions and tokens, and the service accounts they made (contract §13). */
export const Credentials = z
  .object({
    sessions: z.array(
      z.object({
        id: z.string().meta({ example: "ses_abc123" }),
        created_at: timestamp().meta({ description: "When the member signed in" }),
        last_seen_at: timestamp().meta({ description: "Last request, to the minute" }),
        user_agent: z.string().nullable(),
        ip: z.string().nullable().meta({ example: "192.0.2.7" }),
      }),
    ),
    tokens: z.array(Token),
    service_accounts: z.array(
      z.object({
        secret_id: secretId(),
        unit_id: unitId(),
        name: z.string().meta({ example: "Website" }),
        created_at: timestamp(),
      }),
    ),
  })
  .meta({ id: "Credentials" });

export const CredentialParams = z.object({
  id: pathId().meta({ description: "Member identifier", example: "mem_abc123" }),
  credential_id: pathId().meta({
    description: "Identifier of a session, a token or a service account",
    example: "tok_abc123",
  }),
});

/** Everything a member made that still exists. It stays when they are removed, unless it is ended in the same step. */
export const Made = z
  .object({
    service_accounts: z.array(
      z.object({
        secret_id: secretId(),
        unit_id: unitId(),
        unit_name: z.string().meta({ example: "EMEA Sales" }),
        name: z.string().meta({ example: "Website" }),
        created_at: timestamp(),
      }),
    ),
    invitations: z
      .array(
        z.object({
          org_member_id: z.string().meta({ description: "The invited member", example: "mem_def456" }),
          first_name: z.string().meta({ example: "Grace" }),
          last_name: z.string().meta({ example: "Hopper" }),
          email: z.string().meta({ example: "grace@example.com" }),
          role: role(),
        }),
      )
      .meta({ description: "Invitations they sent that have not been accepted" }),
    webhook_endpoints: z
      .array(
        z.object({
          id: z.string().meta({ example: "whe_abc123" }),
          url: z.string().meta({ example: "https://example.com/hooks" }),
          created_at: timestamp(),
        }),
      )
      .meta({ description: "Webhook endpoints; none in one OU, because they belong to the organization" }),
  })
  .meta({ id: "Made" });

/** For operations that take authority away from somebody. */
export const EndCreatedQuery = z.strictObject({
  end_created: z
    .enum(["true", "false"])
    .optional()
    .meta({ description: "`true` also ends what they created; otherwise it stays" }),
});

export type Credentials = z.output<typeof Credentials>;
export type Made = z.output<typeof Made>;

/** Whether to end what they made too. */
export const endsCreated = (query: z.output<typeof EndCreatedQuery>): boolean => query.end_created === "true";
