import { z } from "zod";
import { noRequest, type Provenance } from "./client";
import { seal, unseal } from "./sealed";

const PURPOSE = "provenance";
const SECONDS = 24 * 60 * 60;

const text = z.string().nullable();
const shape = z.object({ requestId: text, client: z.object({ ip: text, userAgent: text }) });

/** A request's provenance for the payload of a job, which everyone with access to the queue can read. */
export const sealProvenance = (provenance: Provenance): Promise<string> => seal(PURPOSE, provenance, SECONDS);

/** The provenance that was sealed; nothing is known of it after a day. */
export const unsealProvenance = async (sealed: string | undefined): Promise<Provenance> =>
  (await unseal(PURPOSE, sealed, shape)) ?? noRequest;
