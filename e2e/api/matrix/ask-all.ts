import type { Answer, ApiClient } from "@/e2e/api-client";
import { expect } from "@/e2e/fixtures";
import { type Entry, type IdPlace, neverIds, type Request, type World } from "@/e2e/matrix";
import { kinds } from "@/e2e/matrix-kinds";
import type { Person } from "@/e2e/seed";
import { digestOf } from "@/e2e/untouched";
import type { Caller } from "./callers";
import { type Aim, expectedOf } from "./expected";

type Ids = Map<IdPlace, { admin: string[]; others: string[] }>;

/** Rows beyond reach for each place of the entry, there before anyone asks for them. */
async function seedUnreachable({ ids = [] }: Entry, world: World): Promise<Ids> {
  const viewer = await world.member();
  const seeded = ids.map(async (place) => {
    const of = (caller: Person) => kinds[place.kind].unreachable(world, caller);
    return [place, { admin: await of(world.org.admin), others: await of(viewer) }] as const;
  });
  return new Map(await Promise.all(seeded));
}

/** One caller's requests of one operation, each held against what is expected of it. */
class Walk {
  constructor(
    readonly api: ApiClient,
    readonly entry: Entry,
    readonly world: World,
    readonly caller: Caller,
  ) {}

  /** For whom a request is made: the caller where the organization is theirs. */
  get sender(): Person {
    return this.caller.kind === "member" ? this.caller.person : this.world.org.admin;
  }

  /** The entry's own request. What a stranger may do is done with what is theirs, wherever the request names nothing of ours. */
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
    const named = JSON.stringify(request);
    const namesWorld =
      path.includes("_") || named.includes(world.unit.unit_id) || (aim.place !== undefined && !aim.isOwn);
    const expected = expectedOf(entry, caller, aim, namesWorld);
    const seen = { status: answer.status, code: answer.problem?.code };
    const what = { who: caller.label, at: aim.place?.at ?? "the request", own: aim.isOwn, path };
    expect({ ...what, ...seen, code: expected.code ? seen.code : undefined }).toEqual({
      ...what,
      code: undefined,
      ...expected,
    });
    if (entry.unitScoped) this.holdHeader(answer);
    return answer;
  }

  /** Once the OU is resolved, every answer says which it is. */
  private holdHeader({ status, headers, problem }: Answer<unknown>): void {
    const isResolved = status !== 401 && !/^(active_ou_required|org_unit_access_required)$/.test(problem?.code ?? "");
    const isOurs = this.caller.kind !== "program" || this.caller.isOfUnit;
    const unit = headers.get("x-active-ou-id");
    if (!isResolved) expect(unit, "X-Active-OU-ID").toBeNull();
    else if (isOurs) expect(unit, "X-Active-OU-ID").toBe(this.world.unit.unit_id);
    else expect(unit, "X-Active-OU-ID").not.toBe(this.world.unit.unit_id);
  }

  async askAll(ids: Ids): Promise<void> {
    const { entry, world, caller } = this;
    await this.ask(await this.ownRequest(), { isOwn: true, selects: true });
    if (entry.unitScoped) {
      const { headers, ...unselected } = await entry.request(world, this.sender);
      await this.ask(unselected, { isOwn: true, selects: false });
    }
    if (caller.kind === "member" && caller.isBrief) return;
    const isAdmin = caller.kind === "member" && caller.access === "org admin";
    for (const [place, { admin, others }] of ids) {
      const own = await place.own(world, this.sender);
      await this.ask(await place.request(world, own), { place, isOwn: true, selects: true });
      if (caller.kind === "nobody") continue;
      const never = neverIds(place.kind).slice(0, isAdmin ? undefined : 1);
      await this.askAlike(place, [...never, ...(isAdmin ? admin : others)]);
    }
  }

  /** An id beyond reach is answered like one that never existed, to the letter. */
  private async askAlike(place: IdPlace, unreachable: string[]): Promise<void> {
    const faces = unreachable.map(async (id) => {
      const answer = await this.ask(await place.request(this.world, id), { place, isOwn: false, selects: true });
      if (answer.status < 400 && place.otherwise.status >= 400) return "allowed"; // where no id of the request is looked at
      const { date: _date, "content-length": _length, ...headers } = Object.fromEntries(answer.headers);
      const own = { request_id: "", checked_at: "" }; // what two answers never share
      const text = JSON.stringify({ ...(answer.json as object), ...own }).replaceAll(id, "<id>");
      return { status: answer.status, headers: { ...headers, "x-request-id": "" }, text };
    });
    const [never, ...others] = await Promise.all(faces);
    for (const [index, face] of others.entries()) {
      expect(face, `${this.caller.label}, ${place.at}: ${unreachable[index + 1]}`).toEqual(never);
    }
  }
}

/**
 * Has everyone try an operation, with their own ids and with others' at every place, and looks whether any row of the other
 * OU, or of the other organization, has changed meanwhile.
 */
export async function walk(api: ApiClient, entry: Entry, world: World, callers: readonly Caller[]): Promise<void> {
  const { org, closedUnit, foreign } = world;
  const ids = await seedUnreachable(entry, world);
  const others = [{ org_id: org.org_id, unit_id: closedUnit.unit_id }, { org_id: foreign.org.org_id }];
  const before = await Promise.all(others.map(digestOf));
  await Promise.all(callers.map((caller) => new Walk(api, entry, world, caller).askAll(ids)));
  expect(await Promise.all(others.map(digestOf)), "rows of another OU, of another organization").toEqual(before);
}
