import { beforeAll, expect, test } from "vitest";
import { enter } from "@/db/enter";
import * as orgUnitsOperations from "@/domain/org-units/operations";
import { mintToken, tokenHash } from "@/lib/auth/token";
import { DomainError } from "@/lib/errors";
import { scopes } from "@/lib/scopes";
import { addMember, addSession } from "@/testing/members";
import { addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { presentedBy, readInSession } from "./authenticate";

let org: TestOrganization;
beforeAll(async () => {
  org = await makeOrganization();
});

const request = (authorization?: string) =>
  new Request("http://localhost/", authorization === undefined ? {} : { headers: { Authorization: authorization } });

async function authenticate(asking: Request) {
  const presented = await presentedBy(asking);
  if (!presented) throw new DomainError("unauthorized");
  return enter({ presented, share: "tests", locks: "nothing", isReading: true }, async ({ actor }) => actor);
}

test.each(["Bearer ", "bearer ", "BEARER   "])("a token after %j is its member", async (scheme) => {
  expect(await authenticate(request(`${scheme}${org.token}`))).toEqual({
    ...org.admin,
    credential: { kind: "token", id: expect.stringMatching(/^tok_/), scopes, unitId: null },
  });
});

test("anything else is unauthorized, never an unexpected error", async () => {
  const { token } = org;
  const malformed = [
    "",
    "Bearer",
    "Bearer ",
    token,
    `Basic ${token}`,
    `Bearer ${token} ${token}`,
    `Bearer ${token},`,
    `Bearer "${token}"`,
  ];
  const unknown = [
    `Bearer ${mintToken()}`,
    `Bearer ${token.slice(0, -1)}`,
    `Bearer ${token}x`,
    "Bearer é",
    `Bearer ${"x".repeat(9_000)}`,
  ];
  for (const header of [undefined, ...malformed, ...unknown]) {
    await expect(authenticate(request(header)), String(header)).rejects.toMatchObject({ code: "unauthorized" });
  }
});

test("a page works in the OU of its address's slug, present or former, and in none beyond the visitor's reach", async () => {
  const { updateOrgUnit, readSelectedUnit } = orgUnitsOperations;
  const [own, hidden] = [await addUnit(org, "Own"), await addUnit(org, "Hidden")];
  await asRequests({ updateOrgUnit }).updateOrgUnit(org.admin, own, { name: "Europe" });
  const hash = tokenHash(await addSession(await addMember(org, { units: { [own]: "editor" } })));
  const read = (selectedSlug: string) =>
    readInSession(
      { kind: "session", hash },
      { selectedSlug },
      async ({ unit, selectedUnitId }, named) => ({ unit, selectedUnitId, slug: named?.slug }),
      readSelectedUnit,
    );
  const found = { unit: { unitId: own, role: "editor" }, selectedUnitId: own, slug: "europe" };
  expect(await read("europe")).toEqual(found);
  expect(await read("own")).toEqual(found);
  const nothing = { unit: null, selectedUnitId: undefined, slug: undefined };
  for (const slug of ["hidden", "nothing", hidden, ""]) expect(await read(slug), slug).toEqual(nothing);
});
