import { z } from "zod";
import { publicEndpoint } from "@/lib/http/endpoint";

// Imported on demand: the route table includes this route, so a static import would be circular.
const readDocument = async () => ({ ...(await import("@/app/(api)/openapi-document")).openApiDocument() });

export const GET = publicEndpoint(
  {
    id: "getOpenApiDocument",
    tag: "Operations",
    summary: "Get this document: OpenAPI 3.1, generated from the schemas that validate requests",
    responses: { 200: z.looseObject({ openapi: z.string() }).meta({ id: "OpenApiDocument" }) },
  },
  readDocument,
);
