import { buildDocument } from "@/lib/http/openapi";
import { apiRoutes } from "./api-routes.gen";

type Document = ReturnType<typeof buildDocument>;
let document: Document | undefined;

/** The OpenAPI 3.1 document of every route there is; made once a process. */
export function openApiDocument(): Document {
  document ??= buildDocument(apiRoutes);
  return document;
}
