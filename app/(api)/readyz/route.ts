import { z } from "zod";
import { checkDatabase } from "@/db/system";
import { DomainError } from "@/lib/errors";
import { publicEndpoint } from "@/lib/http/endpoint";

const Readiness = z.object({ status: z.literal("ready") }).meta({ id: "Readiness" });

export const GET = publicEndpoint(
  {
    id: "getReadiness",
    tag: "Operations",
    summary: "Check that the database is reachable and migrated",
    responses: { 200: Readiness },
    refusals: ["not_ready"],
  },
  async () => {
    const database = await checkDatabase();
    if (database !== "ready") throw new DomainError("not_ready", `The database is ${database}.`);
    return { status: "ready" as const };
  },
);
