import assert from "node:assert/strict";
import type { Answer, ApiClient } from "@/e2e/api-client";
import { expect } from "@/e2e/fixtures";
import { type Entry, type IdPosition, neverIds, type Request, type World } from "@/e2e/matrix";
import { kinds } from "@/e2e/matrix-kinds";
import type { Person } from "@/e2e/seed";
import { digestOf } from "@/e2e/untouched";
import { type Asked, checkAudit } from "./audited";
import type { Caller } from "./callers";
import { type Aim, expectedOf } from "./expected";

// Requests are counted and the audit log is sealed meanwhile, and the isolation report counts the rows.
const RATE_ROWS = /("table":"(?:rate|audit)[^}]*?"rows":)\d+/g;

const AT_ONCE = 6; // callers; all of them at once would be refused as an overload on a slow machine

type UnreachableIds = Map<IdPosition, { admin: string[]; others: string[] }>;

/** Seeds rows out of reach for each position of the entry before anyone asks for them. */
async function seedUnreachable({ ids = [] }: Entry, world: World): Promise<UnreachableIds> {
  const viewer = await world.member();
  const seeded = ids.map(async (position) => {
    const of = (caller: Person) => kinds[position.kind].unreachable(world, caller);
    return [position, { admin: await of(world.org.admin), others: await of(viewer) }] as const;
  });
  return new Map(await Promise.all(seeded));
}

/**
 * One caller's requests to one operation, each compared with the expected answer: by node's assert, because Playwright keeps a
 * step with its stack for each `expect`, which took a third of the worker's time.
 */
class CallerRun {
  readonly asked: Asked[] = [];

  constructor(
    readonly api: ApiClient,
    readonly entry: Entry,
    readonly world: World,
    readonly caller: Caller,
  ) {}

  /** Whom requests are made for: the caller if they are a member of the world's organization, else its admin. */
  get sender(): Person {
    const { caller, world } = this;
    return caller.kind === "member" || caller.kind === "unit token" ? caller.person : world.org.admin;
  }

  /** The entry's own request. A stranger makes it in their own organization if it needs no ID of the world. */
  async ownRequest(): Promise<Request> {
    const { entry, world, caller } = this;
    if (caller.kind !== "stranger" || entry.unitScoped) return entry.request(world, this.sender);
    return entry.ids
      ? entry.request(world, world.org.admin)
      : entry.request({ ...world, org: caller.org }, caller.person);
  }

  async ask(request: Request, aim: Aim): Promise<Answer<unknown>> {
    const { api, entry, caller, world } = this;
    const { path, ...sent } = request;
    const answer = await api.as(caller.credentials).send(entry.method, path, sent);
    this.asked.push({ who: caller.label, request, answer });
    const named = JSON.stringify(request);
    const namesWorld =
      path.includes("_") || named.includes(world.unit.unit_id) || (aim.position !== undefined && !aim.isOwn);
    const expected = expectedOf(entry, caller, aim, namesWorld);
    const seen = { status: answer.status, code: answer.problem?.code };
    const context = { who: caller.label, at: aim.position?.at ?? "the request", own: aim.isOwn, path };
    const wanted = { code: undefined, ...expected };
    assert.deepEqual({ ...context, ...seen, code: expected.code && seen.code }, { ...context, ...wanted });
    if (entry.unitScoped) this.checkHeader(answer);
    return answer;
  }

  /** Once the OU is resolved, every answer names it. */
  private checkHeader({ status, headers, problem }: Answer<unknown>): void {
    if (problem?.code === "insufficient_scope") return; // whether or not the OU could be resolved
    const isResolved = status !== 401 && !/^(active_ou_required|org_unit_access_required)$/.test(problem?.code ?? "");
    const isOurs = !("isOfUnit" in this.caller) || this.caller.isOfUnit;
    const unit = headers.get("x-active-ou-id");
    if (!isResolved) assert.equal(unit, null, "X-Active-OU-ID");
    else if (isOurs) assert.equal(unit, this.world.unit.unit_id, "X-Active-OU-ID");
    else assert.notEqual(unit, this.world.unit.unit_id, "X-Active-OU-ID");
  }

  async run(ids: UnreachableIds): Promise<void> {
    const { entry, world, caller } = this;
    await this.ask(await this.ownRequest(), { isOwn: true, selects: true });
    if (entry.unitScoped) {
      const { headers, ...unselected } = await entry.request(world, this.sender);
      await this.ask(unselected, { isOwn: true, selects: false });
    }
    if (caller.kind === "member" && caller.isBrief) return;
    const isAdmin = caller.kind === "member" && caller.access === "org admin";
    for (const [position, { admin, others }] of ids) {
      const own = await position.own(world, this.sender);
      await this.ask(await position.request(world, own), { position, isOwn: true, selects: true });
      if (caller.kind === "nobody") continue;
      const never = neverIds(position.kind).slice(0, isAdmin ? undefined : 1);
      await this.askAlike(position, [...never, ...(isAdmin ? admin : others)]);
    }
  }

  /** IDs out of reach must get exactly the same answer as one that never existed. */
  private async askAlike(position: IdPosition, unreachable: string[]): Promise<void> {
    const answers = unreachable.map(async (id) => {
      const answer = await this.ask(await position.request(this.world, id), { position, isOwn: false, selects: true });
      if (answer.status < 400 && position.otherwise.status >= 400) return "allowed"; // the operation does not look the ID up
      const {
        date: _date,
        "content-length": _length,
        ratelimit: _left,
        ...headers
      } = Object.fromEntries(answer.headers);
      const own = { request_id: "", checked_at: "" }; // differ in every answer
      const text = JSON.stringify({ ...(answer.json as object), ...own })
        .replaceAll(id, "<id>")
        .replace(RATE_ROWS, "$1");
      const told = JSON.stringify({ ...headers, "x-request-id": "" }).replaceAll(id, "<id>"); // a Link repeats the query
      return { status: answer.status, headers: told, text };
    });
    const [never, ...others] = await Promise.all(answers);
    for (const [index, other] of others.entries()) {
      assert.deepEqual(other, never, `${this.caller.label}, ${position.at}: ${unreachable[index + 1]}`);
    }
  }
}

/**
 * Sends an operation's requests as every caller, with their own IDs and with unreachable ones at every position. Checks that
 * no row of the other OU or the other organization has changed, and that every change is in the audit log.
 */
export async function askAll(api: ApiClient, entry: Entry, world: World, callers: readonly Caller[]): Promise<void> {
  const { org, closedUnit, foreign } = world;
  const ids = await seedUnreachable(entry, world);
  const others = [{ org_id: org.org_id, unit_id: closedUnit.unit_id }, { org_id: foreign.org.org_id }];
  const before = await Promise.all(others.map(digestOf));
  const runs = callers.map((caller) => new CallerRun(api, entry, world, caller));
  const waiting = [...runs];
  const askInTurn = async () => {
    for (let run = waiting.pop(); run; run = waiting.pop()) await run.run(ids);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askInTurn));
  expect(await Promise.all(others.map(digestOf)), "rows of another OU, of another organization").toEqual(before);
  const strangers = callers.flatMap((caller) => (caller.kind === "stranger" ? [caller.org] : []));
  const all = [org, foreign.org, ...strangers].map(({ org_id }) => org_id);
  await checkAudit(
    entry,
    runs.flatMap(({ asked }) => asked),
    all,
  );
}
