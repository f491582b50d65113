import { mcpEndpoint } from "@/lib/http/mcp/mcp-endpoint";

// Imported on demand: the route table includes this route, so a static import would be circular.
export const POST = mcpEndpoint(async () => ({
  document: (await import("@/app/(api)/openapi-document")).openApiDocument(),
  routes: (await import("@/app/(api)/routes.gen")).apiRoutes,
}));
