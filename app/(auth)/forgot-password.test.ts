import net from "node:net";
import { hash, verify } from "@node-rs/argon2";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import * as deactivateMemberModule from "@/domain/members/deactivate-member";
import { provideEnv } from "@/lib/env";
import { newId } from "@/lib/ids";
import { Browser } from "@/testing/browser";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests, createMember } from "@/testing/requests";
import { POST as submit } from "./forgot-password/submit/route";

provideEnv({ DATABASE_POOL_SIZE: "1" }); // on a second one, statements would have to be prepared first

const { deactivateMember } = asRequests(deactivateMemberModule);

const written = vi.spyOn(net.Socket.prototype, "write");
afterAll(() => written.mockRestore());

let org: TestOrganization;
beforeAll(async () => {
  org = await makeOrganization("Acme");
});

const newEmail = () => `${newId("mem")}@acme.test`; // all of the same length
const ask = (email: string, headers: Record<string, string> = {}) =>
  new Browser().call(submit, "/forgot-password/submit", { method: "POST", form: { email }, headers });
const contentOf = async (answer: Response) => ({
  status: answer.status,
  headers: [...answer.headers],
  body: await answer.text(),
});

// Files share a process, in which an earlier one's HTTP connections may still be written to.
const databasePort = Number(new URL(inject("appUrl")).port);
const isToDatabase = (socket: net.Socket | undefined) => socket?.remotePort === databasePort;

const heard = new WeakMap<net.Socket, number>();
/** The Postgres message types that the work sends to the database, and the bytes it receives. */
async function onTheWire(work: () => Promise<unknown>) {
  written.mockClear();
  await work();
  let kinds = "";
  const sockets = written.mock.contexts as net.Socket[];
  for (const [index, [chunk]] of (written.mock.calls as unknown as [Buffer][]).entries()) {
    if (!isToDatabase(sockets[index])) continue;
    // Each message: one byte for its type, four for its length.
    for (let at = 0; at + 5 <= chunk.length; at += 1 + chunk.readUInt32BE(at + 1))
      kinds += String.fromCharCode(chunk[at] ?? 0);
  }
  let bytes = 0;
  for (const socket of new Set(sockets.filter(isToDatabase))) {
    bytes += socket.bytesRead - (heard.get(socket) ?? 0);
    heard.set(socket, socket.bytesRead);
  }
  return { kinds, bytes };
}

async function addressOf(kind: string): Promise<string> {
  const email = newEmail();
  const person = { first_name: "Grace", last_name: "Hopper", email, role: "viewer" as const };
  if (kind === "a member's") await addMember(org, { email });
  if (kind === "an invited member's") await createMember(org.admin, { ...person, password: "correct horse battery" });
  if (kind === "a deactivated member's") await deactivateMember(org.admin, (await addMember(org, { email })).memberId);
  if (kind === "one of three organizations") {
    for (const name of ["One", "Two", "Three"]) await addMember(await makeOrganization(name), { email });
  }
  return email;
}

test("answers every address with the same status, headers, body and statements, and no hashing", async () => {
  const kinds = [
    "nobody's",
    "a member's",
    "an invited member's",
    "a deactivated member's",
    "one of three organizations",
  ];
  const addresses = await Promise.all(kinds.map(addressOf));
  await onTheWire(() => ask(newEmail())); // the first prepares the statements
  await onTheWire(() => ask(newEmail()));
  expect(vi.mocked(hash)).toHaveBeenCalled(); // by the invitation
  vi.mocked(hash).mockClear();
  vi.mocked(verify).mockClear();
  const answers: unknown[] = [];
  const works: unknown[] = [];
  for (const email of addresses) {
    works.push(await onTheWire(async () => answers.push(await contentOf(await ask(email)))));
  }
  const headers = [["location", "/forgot-password?asked=1"]];
  for (const [index, kind] of kinds.entries()) {
    expect(answers[index], kind).toEqual({ status: 303, headers, body: "" });
    expect(works[index], kind).toEqual(works[0]);
  }
  expect(works[0]).toMatchObject({ kinds: expect.stringMatching(/E.*E.*E.*E.*E/) });
  expect(vi.mocked(hash).mock.calls.length + vi.mocked(verify).mock.calls.length).toBe(0);
});

test("answers the same above the limit", async () => {
  const [known, unknown] = [await addressOf("a member's"), newEmail()];
  const first = await contentOf(await ask(known));
  for (let time = 0; time < 6; time += 1) {
    expect(await contentOf(await ask(known))).toEqual(first);
    expect(await contentOf(await ask(unknown))).toEqual(first);
  }
});

test("reports a missing address without putting the input into the URL", async () => {
  for (const email of ["", "   ", "x".repeat(300), "a\0b@acme.test"]) {
    expect((await ask(email)).headers.get("location")).toBe("/forgot-password?error=invalid_content");
  }
});

test.each([
  ["a foreign origin", { origin: "https://evil.test" }],
  ["no origin", { origin: "" }],
  ["another site", { "sec-fetch-site": "cross-site" }],
])("is refused from %s", async (_who, headers) => {
  const email = await addressOf("a member's");
  const queued = async () =>
    (
      await owner()`select count(*)::int as n from graphile_worker._private_jobs where payload::text like '%' || (
      select org_member_id from members where email = ${email}) || '%'`
    )[0]?.n;
  expect((await ask(email, headers)).status).toBe(403);
  expect(await queued()).toBe(0);
  await ask(email);
  expect(await queued()).toBe(1);
});
