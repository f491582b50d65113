import { z } from "zod";
import { appUrl } from "@/lib/env";
import { publicEndpoint } from "@/lib/http/endpoint";
import { scopes } from "@/lib/scopes";

const Metadata = z
  .object({
    resource: z.url(),
    resource_name: z.string(),
    resource_documentation: z.url(),
    bearer_methods_supported: z.array(z.literal("header")),
    scopes_supported: z.array(z.enum(scopes)),
  })
  .meta({ id: "ProtectedResourceMetadata", description: "How to authenticate at `/mcp` (RFC 9728)" });

export const GET = publicEndpoint(
  {
    id: "getMcpMetadata",
    tag: "Operations",
    summary: "Read how MCP clients authenticate (RFC 9728)",
    description: "There is no authorization server: clients send a personal access token that a member has made.",
    responses: { 200: Metadata },
  },
  () => ({
    resource: new URL("/mcp", appUrl()).href,
    resource_name: "LeadVibe Admin",
    resource_documentation: new URL("/docs", appUrl()).href,
    bearer_methods_supported: ["header" as const],
    scopes_supported: [...scopes],
  }),
);
