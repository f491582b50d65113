import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import { expect } from "vitest";
import { z } from "zod";
import { fit, LEADS, mark, seedLargeUnit, settled, type UnitKey, weights } from "./large-unit";
import type { Launched } from "./launch";
import { api } from "./process";

const Made = z.object({ id: z.string() });
const Scored = z.object({ leads: z.array(z.object({ score: z.number() })) });
const Scoring = z.object({ state: z.string(), leads_done: z.number(), leads_total: z.number() });
const Taken = z.object({ results: z.array(z.object({ status: z.literal(202), event_id: z.string() })) });
const Unit = z.object({ org_id: z.string(), unit_id: z.string() });

const PAGE = 200;
const PAUSE_MS = 25; // leaves most of a slow machine to the processes under test
// Leads that a recomputation reaches last, those that it reaches first, and some of every step.
const LISTS = [`/top-leads?limit=${PAGE}`, `/leads?sort=score&limit=${PAGE}`, `/leads?sort=created_at&limit=${PAGE}`];

/** Work that repeats until `stop`, through any outage. `ended` rejects if an answer was wrong. */
export type Repeated = { ended: Promise<void>; stop(): Promise<void> };

function keepOn(work: (turn: number) => Promise<unknown>): Repeated {
  let isOn = true;
  const turns = async () => {
    for (let turn = 0; isOn; turn += 1) {
      await work(turn).catch(async (error: unknown) => {
        if (!(error instanceof TypeError)) throw error; // fetch throws it for a missing or incomplete answer
      });
      await sleep(PAUSE_MS);
    }
  };
  const ended = turns();
  ended.catch(() => {}); // `stop` rejects too
  const stop = () => {
    isOn = false;
    return ended;
  };
  return { ended, stop };
}

/** A large OU of the demo organization, with readers and senders that use whichever server is running. */
export class ScoredUnit {
  /** The IDs of the events that were answered with 202. */
  readonly acknowledged: string[] = [];
  leads: string[] = [];
  #rulesetId = "";
  private constructor(
    public server: Launched,
    readonly token: string,
    readonly testUnit: UnitKey,
  ) {}

  /** Makes the OU and its rules through the API, fills it, and waits for its first scores, with one mark. */
  static async open(server: Launched, token: string, sql: Sql): Promise<ScoredUnit> {
    const made = Unit.parse(await (await api(server, token, "/org-units", { name: "Large" })).json());
    const unit = new ScoredUnit(server, token, { orgId: made.org_id, unitId: made.unit_id });
    const website = await unit.make("/rulesets", { name: "Website", kind: "engagement" });
    for (const [event_type, weight] of Object.entries(weights)) {
      await unit.make(`/rulesets/${website}/rules`, { event_type, weight });
    }
    unit.#rulesetId = await unit.make("/rulesets", { name: "Fit", kind: "profile" });
    await unit.make(`/rulesets/${unit.#rulesetId}/rules`, fit);
    unit.leads = await seedLargeUnit(sql, unit.testUnit);
    const [before] = await sql`select generation + 1 as next from scoring where unit_id = ${made.unit_id}`;
    await unit.addMark();
    await settled(sql, unit.testUnit, before?.next);
    return unit;
  }

  /** Sends a GET, or with a body a POST, in the OU. */
  ask(path: string, body?: unknown): Promise<Response> {
    return api(this.server, this.token, path, body, this.testUnit.unitId);
  }

  private async make(path: string, body: object): Promise<string> {
    const answer = await this.ask(path, body);
    expect(answer.status, path).toBe(201);
    return Made.parse(await answer.json()).id;
  }

  /** Changes the rules so that every seeded lead's score grows by one point. */
  async addMark(): Promise<void> {
    await this.make(`/rulesets/${this.#rulesetId}/rules`, mark);
  }

  /** Reads GET /scoring. */
  async scoring(): Promise<z.output<typeof Scoring>> {
    return Scoring.parse(await (await this.ask("/scoring")).json());
  }

  /** Sends a batch with one event per lead. Returns how many were acknowledged; throws if no answer came. */
  async ingest(leads: string[]): Promise<number> {
    const events = leads.map((lead_id) => ({ event_type: "viewed", lead_id }));
    const answer = await this.ask("/ingest", events);
    if (answer.status === 503) return 0;
    const { results } = Taken.parse(await answer.json());
    this.acknowledged.push(...results.map(({ event_id }) => event_id));
    return results.length;
  }

  /** Keeps sending events of one lead after the other. */
  sendOn(): Repeated {
    const nth = (number: number) => this.leads[(number * 7919) % LEADS] ?? "";
    return keepOn((turn) => this.ingest(Array.from({ length: 20 }, (_, n) => nth(turn * 20 + n))));
  }

  /** Keeps reading lists. `seen` has the numbers of marks in each answer's scores. */
  readOn(): Repeated & { seen: number[][] } {
    const seen: number[][] = [];
    const reading = keepOn(async (turn) => {
      const answer = await this.ask(LISTS[turn % LISTS.length] ?? "");
      if (answer.status === 503) return;
      const { leads } = Scored.parse(await answer.json());
      expect(leads).toHaveLength(PAGE);
      seen.push([...new Set(leads.map(({ score }) => ((score % 10) + 10) % 10))]);
    });
    return { ...reading, seen };
  }
}
