import { expect, type Page } from "@playwright/test";
import type { Organization } from "@/e2e/seed";

/** Calls the API as somebody else would meanwhile. */
export async function meanwhile({ admin, defaultUnit }: Organization, method: string, path: string, body?: object) {
  const headers = {
    Authorization: `Bearer ${admin.token}`,
    "Content-Type": "application/json",
    "X-Active-OU-ID": defaultUnit.unit_id,
  };
  const answer = await fetch(`${process.env.E2E_API_URL}${path}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect(answer.ok, `${method} ${path} ${answer.status}`).toBe(true);
  return answer.status === 204 ? null : answer.json();
}

/** Collects the changes that the page sends without a version; there must be none. */
export function unversioned(page: Page): string[] {
  const sent: string[] = [];
  page.on("request", (request) => {
    const isChange = /^(PUT|DELETE)$/.test(request.method());
    if (isChange && !request.headers()["if-match"]) sent.push(`${request.method()} ${request.url()}`);
  });
  return sent;
}
