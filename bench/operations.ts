import type { LoadRequest } from "autocannon";
import type { Tenant } from "./seed";

/** One measured operation of the API. */
export type Operation = {
  title: string;
  /** The organizations to rotate over. */
  who: "small" | "big";
  /** Whether an answer takes so long that rounds are counted in requests: one cut off at a round's end would distort two. */
  isLong?: true;
  /** The request for the tenant; if each must differ, its `setupRequest` makes the next one. */
  request(tenant: Tenant, index: number): LoadRequest;
  /** The status on success, and the fewest characters that its body may have. */
  status: number;
  leastCharacters: number;
  /** Headers that ours and (a) send alike, beyond the usual ones. */
  alsoCompared?: string[];
  /** The target for requests/s, as a multiple of (a)'s. */
  wanted: { a?: number };
};

const bearer = (tenant: Tenant) => ({ authorization: `Bearer ${tenant.token}` });
const json = (tenant: Tenant) => ({ ...bearer(tenant), "content-type": "application/json" });
const get = (path: string) => (tenant: Tenant) => ({ method: "GET", path, headers: bearer(tenant) });

let created = 0;
function nextUnit(): string {
  created += 1;
  return JSON.stringify({ name: `Bench ${created}` });
}

const list = { who: "small", status: 200 } as const;
const page: Omit<Operation, "title" | "request"> = {
  who: "big",
  status: 200,
  leastCharacters: 7000,
  alsoCompared: ["x-total-count", "link"],
  wanted: { a: 1.2 },
};

export const operations: Operation[] = [
  { ...list, title: "GET /org-units", request: get("/org-units"), leastCharacters: 800, wanted: { a: 0.85 } },
  {
    title: "GET /me",
    who: "small",
    request: (tenant) => ({
      method: "GET",
      path: "/me",
      headers: { ...bearer(tenant), "x-active-ou-id": tenant.unitIds[0] ?? "" },
    }),
    status: 200,
    leastCharacters: 250,
    wanted: {},
  },
  { ...list, title: "GET /members (25)", request: get("/members"), leastCharacters: 7000, wanted: { a: 1.2 } },
  { ...page, title: "GET /members (25 of 5,000)", request: get("/members?limit=25") },
  {
    ...page,
    title: "GET /members (25 of 5,000, deep)",
    request: (tenant, index) => {
      const cursor = tenant.cursors[index % tenant.cursors.length];
      return { method: "GET", path: `/members?limit=25&cursor=${cursor}`, headers: bearer(tenant) };
    },
  },
  {
    title: "GET /members (5,000)",
    who: "big",
    isLong: true,
    request: get("/members"),
    status: 200,
    leastCharacters: 1_000_000,
    wanted: { a: 1.4 },
  },
  {
    title: "POST /org-units/active",
    who: "small",
    request: (tenant, index) => ({
      method: "POST",
      path: "/org-units/active",
      headers: json(tenant),
      body: JSON.stringify({ ouId: tenant.unitIds[index % tenant.unitIds.length] }),
    }),
    status: 204,
    leastCharacters: 0,
    wanted: { a: 0.7 },
  },
  {
    title: "POST /org-units",
    who: "small",
    request: (tenant) => ({
      method: "POST",
      path: "/org-units",
      headers: json(tenant),
      body: nextUnit(),
      setupRequest: (request) => ({ ...request, body: nextUnit() }),
    }),
    status: 201,
    leastCharacters: 100,
    wanted: { a: 0.7 },
  },
];
