import type { CreatedToken, Me, Token } from "@/e2e/api-shapes";
import { expect, test } from "@/e2e/fixtures";

const SCOPES = ["read", "ingest", "write", "admin"];
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

test("GET /me", async ({ api, org }) => {
  const { org_member_id, email } = org.admin;
  const expected = { org_member_id, org_id: org.org_id, first_name: "Ada", last_name: "Lovelace", email };
  const credential = { kind: "token", id: expect.stringMatching(/^tok_/), scopes: SCOPES, unit_id: null };
  const answer = await api.as(org.admin).get("/me");
  expect(answer.json).toEqual({ ...expected, role: "admin", active_ou: null, credential });
});

test("settings/tokens: a token is shown once, works, is listed without its secret, and ends when revoked", async ({
  api,
  org,
}) => {
  const admin = api.as(org.admin);
  const expires_at = "2099-12-31T23:59:59Z";
  const made = await admin.post<CreatedToken>("/settings/tokens", { name: "CI", expires_at });
  expect(made.status).toBe(201);
  const { id, token, created_at } = made.json;
  expect(token).toMatch(/^lv_pat_[0-9A-Za-z]{36}$/);
  const shown = { id, name: "CI", scopes: SCOPES, unit_id: null, expires_at, created_at };
  expect(made.json).toEqual({ ...shown, token, last_used_at: null });
  expect((await admin.post<CreatedToken>("/settings/tokens", { name: "No end" })).json.expires_at).toBeNull();

  expect((await api.as({ token }).get<Me>("/me")).json.org_member_id).toBe(org.admin.org_member_id);
  const listed = (await admin.get<Token[]>("/settings/tokens")).json;
  expect(listed.map((one) => one.name)).toContain("No end");
  const own = listed.find((one) => one.id === id);
  expect(own).toEqual({ ...shown, last_used_at: expect.stringMatching(TIME) });
  expect((await admin.delete(`/settings/tokens/${id}`)).status).toBe(204);
  expect((await api.as({ token }).get("/me")).status).toBe(401);
});
