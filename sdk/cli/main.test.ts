import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createApiListener } from "@/server/api-host";
import { serve } from "@/testing/bounded-server";
import { addPeople } from "@/testing/members";
import { addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { main } from "./main";
import { withoutSecrets } from "./world";

let org: TestOrganization;
let server: string;
const home = fs.mkdtempSync(path.join(os.tmpdir(), "leadvibe-cli-"));
const file = path.join(home, "leadvibe/credentials.json");

beforeAll(async () => {
  org = await makeOrganization();
});

afterAll(() => fs.rmSync(home, { recursive: true }));

beforeEach(async () => {
  const answer = createApiListener();
  server = `http://127.0.0.1:${await serve((request, response) => void answer(request, response))}`;
});

type Given = { input?: string | Buffer; env?: Record<string, string | undefined>; isTerminal?: boolean };

/** Runs the command line against the API; gives its exit code and what it wrote. */
async function leadvibe(args: string[], { input = "", env = {}, isTerminal = false }: Given = {}) {
  const written = { out: "", said: "" };
  const code = await main(args, "1.2.3", {
    env: { XDG_CONFIG_HOME: home, LEADVIBE_URL: server, LEADVIBE_TOKEN: org.token, ...env },
    input: Readable.from([Buffer.from(input)]),
    isTerminal,
    async out(text) {
      written.out += text;
    },
    say(text) {
      written.said += withoutSecrets(text);
    },
  });
  return { code, ...written };
}
const json = async (...args: string[]) => JSON.parse((await leadvibe(args)).out);

test("a list is JSON for programs, and a table for people", async () => {
  const [admin] = await json("members", "list", "--role", "admin", "--limit", "5");
  expect(admin).toMatchObject({ email: org.email, role: "admin" });
  const { out, code } = await leadvibe(["members", "list"], { isTerminal: true });
  expect(code).toBe(0);
  const [head, row] = out.split("\n");
  expect(head).toMatch(/^ORG_MEMBER_ID +FIRST_NAME +LAST_NAME/);
  expect(row).toContain("Lovelace");
  expect((await leadvibe(["members", "list", "--table"])).out).toBe(out);
});

test("flags fill the body, --data gives the rest, and the API's answer is printed", async () => {
  const made = await json("org-units", "create", "--name", "EMEA Sales", "--group", "Europe");
  expect(made).toMatchObject({ name: "EMEA Sales", group: "Europe" });
  const data = JSON.stringify({ name: "never", external_ref: "sf_1" });
  const updated = await leadvibe(["org-units", "update", made.unit_id, "--data", "-", "--name", "EMEA"], {
    input: data,
  });
  expect(JSON.parse(updated.out)).toMatchObject({ name: "EMEA", external_ref: "sf_1" });
  const inFile = path.join(home, "unit.json");
  fs.writeFileSync(inFile, '{"name":"APAC"}');
  expect(await json("org-units", "create", "--data", `@${inFile}`)).toMatchObject({ name: "APAC" });
});

test("a command works in the org unit of --unit, and --all follows the pages of either kind of list", async () => {
  const unit = await addUnit(org, "Paged");
  const events = Array.from({ length: 7 }, (_, index) => ({
    event_type: "seen",
    aliases: [{ alias_kind: "email", raw_value: `p${index}@paged.test` }],
  }));
  const sent = await leadvibe(["events", "ingest", "--unit", unit, "--data", "-"], { input: JSON.stringify(events) });
  expect(sent.code).toBe(0);
  expect(await json("leads", "list", "--unit", unit, "--all", "--limit", "3")).toHaveLength(7);
  await addPeople(
    org,
    Array.from({ length: 6 }, () => ({ first: "P", last: "Q" })),
  );
  expect((await json("members", "list", "--all", "--limit", "4")).length).toBeGreaterThanOrEqual(7);
});

test("--dry-run changes nothing where the API has it, and is refused elsewhere", async () => {
  const changes = JSON.stringify([{ op: "set_org_role", org_member_id: org.admin.memberId, role: "viewer" }]);
  const { code, out } = await leadvibe(["access-changes", "create", "--changes", changes, "--dry-run"]);
  expect(code).toBe(0);
  expect(JSON.parse(out).items[0]).toMatchObject({ effect: "refused", code: "last_admin" });
  expect(await leadvibe(["members", "remove", "mem_x", "--dry-run"])).toMatchObject({ code: 2 });
});

test("an export is printed as it is", async () => {
  const { out } = await leadvibe(["members", "export", "--format", "csv"]);
  expect(out).toMatch(/^\uFEFF?"org_member_id"/);
  expect(out).toContain(org.email);
});

test("exit codes tell refusals, wrong usage, no answer and a bad token apart", async () => {
  const refused = await leadvibe(["members", "get", "mem_nobody"]);
  expect(refused).toMatchObject({ code: 1, out: "" });
  expect(refused.said).toMatch(/\(member_not_found, req_\w+\)/);
  const problem = JSON.parse((await leadvibe(["org-units", "create", "--name", " ", "--json"])).said);
  expect(problem).toMatchObject({ code: "invalid_content", errors: [{ pointer: "/name" }] });
  for (const wrong of [
    ["nonsense", "list"],
    ["members", "get"],
    ["members", "list", "--colour", "red"],
    ["members", "list", "--role", "owner"],
    ["leads", "update", "lead_1", "--profile", "{"],
    ["members", "list", "--data", "{}"],
    ["org-units", "create"],
    ["org-units", "create", "--data", "{"],
    ["org-units", "create", "--data", "@/no/such/file"],
    ["members", "list", "--json", "--table"],
    ["members", "import"],
    ["members", "get", ".."],
    ["members", "list", "--unit", "unit_1"],
    ["organization", "update", "--if-match", "\u{1f511}", "--name", "Acme"],
    ["toString"],
  ]) {
    expect([wrong, (await leadvibe(wrong)).code]).toEqual([wrong, 2]);
  }
  const nobody = { LEADVIBE_URL: "http://127.0.0.1:9" };
  expect(await leadvibe(["account", "get"], { env: nobody })).toMatchObject({ code: 3 });
  const unknown = await leadvibe(["account", "get"], { env: { LEADVIBE_TOKEN: `${org.token.slice(0, -1)}0` } });
  expect(unknown.code).toBe(4);
  expect(await leadvibe(["account", "get"], { env: { LEADVIBE_TOKEN: "" } })).toMatchObject({ code: 4 });
});

test("login keeps a token that works, for its server only, in a file that only its owner reads; logout forgets it", async () => {
  const env = { LEADVIBE_TOKEN: undefined, LEADVIBE_URL: undefined };
  const bad = await leadvibe(["login", "--server", server], { env, input: "lv_pat_nonsense\n" });
  expect(bad.code).toBe(4);
  expect(fs.existsSync(file)).toBe(false);
  const kept = await leadvibe(["login", "--server", server], { env, input: `${org.token}\n` });
  expect(kept.code).toBe(0);
  expect(kept.said).toContain("Ada Lovelace");
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  expect(fs.statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
  expect((await leadvibe(["account", "get"], { env })).code).toBe(0);

  const elsewhere = await leadvibe(["account", "get", "--server", "https://elsewhere.example.com"], { env });
  expect(elsewhere).toMatchObject({ code: 4, out: "" });
  const inTheOpen = await leadvibe(["account", "get", "--server", "http://admin.example.com"], { env });
  expect(inTheOpen.code).toBe(2);
  fs.chmodSync(file, 0o644);
  expect((await leadvibe(["account", "get"], { env })).said).toContain("chmod 600");
  fs.writeFileSync(file, `{"token":"${org.token}"`);
  const broken = await leadvibe(["account", "get"], { env });
  expect([broken.code, broken.said.includes("Sign in again"), broken.said.includes(org.token)]).toEqual([
    2,
    true,
    false,
  ]);

  expect((await leadvibe(["logout"], { env })).code).toBe(0);
  expect(fs.existsSync(file)).toBe(false);
  expect((await leadvibe(["account", "get"], { env })).code).toBe(4);
});

test("asking for help does nothing else, wherever it is asked", async () => {
  for (const args of [
    ["members", "import", "/no/such/file", "--help"],
    ["login", "-h"],
    ["org-units", "create", "--name", "X", "--help"],
  ]) {
    const { code, out } = await leadvibe(args);
    expect([args, code, out.includes("Usage: leadvibe")]).toEqual([args, 0, true]);
  }
  expect((await json("org-units", "list")).map(({ name }: { name: string }) => name)).not.toContain("X");
});

test("no message shows a token, wherever it was put", async () => {
  const { token } = org;
  for (const args of [
    ["login", token],
    ["login", `--token=${token}`],
    ["members", "get", token],
    ["members", token],
    ["members", "list", token],
    ["account", "get", "--server", token],
  ]) {
    const { said, out, code } = await leadvibe(args);
    expect(code).not.toBe(0);
    expect([args, `${said}${out}`.includes(token)]).toEqual([args, false]);
  }
  const broken = await leadvibe(["account", "get"], { env: { LEADVIBE_TOKEN: `${token}\n${token}` } });
  expect(broken).toMatchObject({ code: 4, said: "That is no token.\n" });
});

test("passwords have no flag: they come with --data or from a person", async () => {
  const flags = ["--first-name", "Grace", "--last-name", "Hopper", "--email", "grace@cli.test", "--role", "viewer"];
  expect((await leadvibe(["members", "create", ...flags, "--password", "x"])).code).toBe(2);
  expect((await leadvibe(["members", "create", ...flags])).said).toContain("give it in --data");
  const data = JSON.stringify({ password: "correct horse battery staple 9" });
  expect((await leadvibe(["members", "create", ...flags, "--data", "-"], { input: data })).code).toBe(0);
});

test("members import reads a CSV as the dashboard does, tries first, and reports each row", async () => {
  const csv = path.join(home, "people.csv");
  fs.writeFileSync(
    csv,
    "E-mail;First name;Last name;Org units;Shoe size\n" +
      "linus@cli.test;Linus;T;EMEA (viewer);46\n" +
      "no address;;;;\n" +
      "LINUS@cli.test;;;;\n" +
      "nowhere@cli.test;;;No such unit;\n",
  );
  const tried = await leadvibe(["members", "import", csv, "--dry-run"]);
  expect(tried.code).toBe(1); // some rows are wrong
  expect(tried.said).toContain("Shoe size");
  expect(JSON.parse(tried.out)).toEqual([
    { row: 2, email: "linus@cli.test", result: "invited" },
    { row: 3, email: "no address", result: "invalid", problem: "Not an e-mail address" },
    { row: 4, email: "LINUS@cli.test", result: "exists", problem: "The same as row 2" },
    { row: 5, email: "nowhere@cli.test", result: "invalid", problem: "No such org unit: No such unit" },
  ]);
  expect(await json("members", "list", "--search", "linus@cli.test")).toEqual([]);
  fs.writeFileSync(csv, "linus@cli.test,Linus,T\n");
  const done = await leadvibe(["members", "import", csv, "--role", "editor", "--table"]);
  expect(done.code).toBe(0);
  expect(done.out).toMatch(/^ROW +EMAIL +RESULT +ORG_MEMBER_ID\n1 +linus@cli.test +invited +mem_/);
  expect((await json("members", "list", "--search", "linus@cli.test"))[0]).toMatchObject({ role: "editor" });
});
