import { z } from "zod";
import { publicEndpoint } from "@/lib/http/endpoint";

const Health = z.object({ status: z.literal("ok") }).meta({ id: "Health" });

export const GET = publicEndpoint(
  {
    id: "getHealth",
    tag: "Operations",
    summary: "Check that the process is up",
    responses: { 200: Health },
  },
  () => ({ status: "ok" as const }),
);
