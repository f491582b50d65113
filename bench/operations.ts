import type { LoadRequest } from "autocannon";
import type { Tenant } from "./seed";

/** One measured operation of the API. */
export type Operation = {
  title: string;
  /** The organizations to rotate over. */
  who: "small" | "big";
  /** The request for the tenant; if each must differ, its `setupRequest` makes the next one. */
  request(tenant: Tenant, index: number): LoadRequest;
  /** The status on success, and the fewest characters that its body may have. */
  status: number;
  leastCharacters: number;
  /** The target for requests/s, as a multiple of (a)'s and of (b)'s. */
  wanted: { a?: number; b?: number };
};

const bearer = (tenant: Tenant) => ({ authorization: `Bearer ${tenant.token}` });
const json = (tenant: Tenant) => ({ ...bearer(tenant), "content-type": "application/json" });
const get = (path: string) => (tenant: Tenant) => ({ method: "GET", path, headers: bearer(tenant) });

let created = 0;
function nextUnit(): string {
  created += 1;
  return JSON.stringify({ name: `Bench ${created}` });
}

export const operations: Operation[] = [
  {
    title: "GET /org-units",
    who: "small",
    request: get("/org-units"),
    status: 200,
    leastCharacters: 800,
    wanted: { a: 0.5, b: 2 },
  },
  {
    title: "GET /members (25)",
    who: "small",
    request: get("/members"),
    status: 200,
    leastCharacters: 7000,
    wanted: { a: 0.7, b: 2 },
  },
  {
    title: "GET /members (5,000)",
    who: "big",
    request: get("/members"),
    status: 200,
    leastCharacters: 1_000_000,
    wanted: { a: 1 },
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
    wanted: {},
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
    wanted: {},
  },
];
