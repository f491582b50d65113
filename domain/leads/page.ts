import { pageLinks } from "@/lib/http/page";
import { Reply } from "@/lib/http/reply";
import { JsonText } from "@/lib/json-text";
import type { LeadsFound } from "./list-leads";
import type { LeadListQuery, LeadPage } from "./schema";

/** The headers of a list's answer, for the OpenAPI document. */
export const totalHeaders = {
  "X-Total-Exact": "`true`, or `false` where there are more than `total`",
  Link: 'The pages `rel="first"`, `rel="prev"` and `rel="next"` by cursor, as far as they exist (RFC 8288)',
};

/** A page of leads as the answer to `query`. */
export function leadsReply(query: LeadListQuery, found: LeadsFound): Reply<JsonText<LeadPage>> {
  const { page: _number, ...rest } = query;
  const { leads, total, isExact, page, limit } = found;
  const body = new JsonText<LeadPage>(`{"leads":${leads.text},"total":${total},"page":${page},"limit":${limit}}`);
  return new Reply(200, body, {
    "X-Total-Exact": String(isExact),
    Link: pageLinks("/leads", { ...rest, limit }, found),
  });
}
