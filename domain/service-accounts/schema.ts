import { z } from "zod";
import { Maker } from "@/domain/members/schema";
import { name, pathId, timestamp } from "@/lib/fields";

const secretName = () => name(50).meta({ description: "What the service account is for", example: "Website" });
const consent = () =>
  z.boolean().meta({ description: "Whether to treat the events it sends as consented to at their source" });

/** A service account as its OU's admins see it, without the secret. */
export const Secret = z
  .object({
    secret_id: z.string().meta({ description: "Identifier of the service account", example: "sec_abc123" }),
    unit_id: z.string().meta({ description: "The OU it works in", example: "unit_abc123" }),
    client_id: z.string().meta({ description: "The HTTP Basic user name", example: "lv_ci_…" }),
    name: z.string().meta({ description: "What the service account is for", example: "Website" }),
    trust_upstream_consent: consent(),
    created_at: timestamp(),
    created_by: Maker,
    last_used_at: timestamp().nullable().meta({ description: "Last use, to the minute; null for never" }),
  })
  .meta({ id: "Secret" });

/** A service account as shown once, when it is created. */
export const CreatedSecret = Secret.extend({
  client_secret: z.string().meta({ description: "The HTTP Basic password; only shown once", example: "lv_cs_…" }),
}).meta({ id: "CreatedSecret" });

export const SecretList = z.array(Secret);

export const CreateSecretBody = z
  .strictObject({ name: secretName(), trust_upstream_consent: consent().optional() })
  .meta({ id: "CreateSecret" });

export const UpdateSecretBody = z
  .strictObject({
    name: secretName(),
    trust_upstream_consent: consent().optional().meta({ description: "Unchanged if absent" }),
  })
  .meta({ id: "UpdateSecret" });

export const SecretParams = z.object({
  id: pathId().meta({ description: "Identifier of the service account", example: "sec_abc123" }),
});

/** The part of a service account that PUT replaces, from which the version is computed (contract §10). */
export const secretContent = ({ name, trust_upstream_consent }: SecretContent): SecretContent => ({
  name,
  trust_upstream_consent,
});

export type SecretContent = Pick<Secret, "name" | "trust_upstream_consent">;
export type Secret = z.output<typeof Secret>;
export type CreatedSecret = z.output<typeof CreatedSecret>;
export type CreateSecretInput = z.output<typeof CreateSecretBody>;
export type UpdateSecretInput = z.output<typeof UpdateSecretBody>;
