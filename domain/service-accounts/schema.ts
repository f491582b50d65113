import { z } from "zod";
import { Maker } from "@/domain/members/schema";
import { name, pathId, scopeList, timestamp } from "@/lib/fields";
import { programScopes } from "@/lib/scopes";
import { type First, shownOnce } from "@/lib/shown-once";

const accountName = () => name(50).meta({ description: "What the service account is for", example: "Website" });
const consent = () =>
  z.boolean().meta({ description: "Whether to treat the events it sends as consented to at their source" });

/** A service account as its OU's admins see it, without the secret. */
export const ServiceAccount = z
  .object({
    secret_id: z.string().meta({ description: "Identifier of the service account", example: "sec_abc123" }),
    unit_id: z.string().meta({ description: "The OU it works in", example: "unit_abc123" }),
    client_id: z.string().meta({ description: "The HTTP Basic user name", example: "lv_ci_…" }),
    name: z.string().meta({ description: "What the service account is for", example: "Website" }),
    trust_upstream_consent: consent(),
    scopes: z.array(z.enum(programScopes)).meta({
      description:
        "What it may be used for: to `read` the OU's data, to send events (`ingest`), to change leads and rules (`write`)",
      example: ["ingest"],
    }),
    created_at: timestamp(),
    created_by: Maker,
    last_used_at: timestamp().nullable().meta({ description: "Last use, to the minute; null for never" }),
  })
  .meta({ id: "Secret" });

/** A service account as shown once, when it is created. */
export const CreatedServiceAccount = ServiceAccount.extend({
  client_secret: shownOnce({ description: "The HTTP Basic password; only shown once", example: "lv_cs_…" }),
}).meta({ id: "CreatedSecret" });

export const ServiceAccountList = z.array(ServiceAccount);

export const CreateServiceAccountBody = z
  .strictObject({
    name: accountName(),
    trust_upstream_consent: consent().optional(),
    scopes: scopeList(programScopes)
      .optional()
      .meta({
        description:
          "What it may be used for. By default all of these that the credential that creates it has. It cannot have others, and they do not change later",
        example: ["ingest"],
      }),
  })
  .meta({ id: "CreateSecret" });

export const UpdateServiceAccountBody = z
  .strictObject({
    name: accountName(),
    trust_upstream_consent: consent().optional().meta({ description: "Unchanged if absent" }),
  })
  .meta({ id: "UpdateSecret" });

export const ServiceAccountParams = z.object({
  id: pathId().meta({ description: "Identifier of the service account", example: "sec_abc123" }),
});

/** The part of a service account that PUT replaces, from which the version is computed (contract §10). */
export const serviceAccountContent = ({
  name,
  trust_upstream_consent,
}: ServiceAccountContent): ServiceAccountContent => ({
  name,
  trust_upstream_consent,
});

export type ServiceAccountContent = Pick<ServiceAccount, "name" | "trust_upstream_consent">;
export type ServiceAccount = z.output<typeof ServiceAccount>;
export type CreatedServiceAccount = z.output<typeof CreatedServiceAccount>;
export type NewServiceAccount = First<CreatedServiceAccount, "client_secret">;
export type CreateServiceAccountInput = z.output<typeof CreateServiceAccountBody>;
export type UpdateServiceAccountInput = z.output<typeof UpdateServiceAccountBody>;
