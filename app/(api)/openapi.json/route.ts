import { z } from "zod";
import { publicEndpoint } from "@/lib/http/endpoint";

// Read when asked for: the table of routes holds this route too, and a static import would be a circle.
const readDocument = async () => ({ ...(await import("@/app/(api)/openapi-document")).openApiDocument() });

export const GET = publicEndpoint(
  {
    id: "getOpenApiDocument",
    tag: "Operations",
    summary: "This document: OpenAPI 3.1, made from the schemas that validate the requests",
    responses: { 200: z.looseObject({ openapi: z.string() }).meta({ id: "OpenApiDocument" }) },
  },
  readDocument,
);
