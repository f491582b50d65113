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
const PAUSE_MS = 25; // and the rest of a slow machine is for those who are watched
// The leads that a recomputation comes to last, those that it comes to first, and some of every step.
const LISTS = [`/top-leads?limit=${PAGE}`, `/leads?sort=score&limit=${PAGE}`, `/leads?sort=created_at&limit=${PAGE}`];

/** Work that goes on until `stop`, and through whatever outage; `ended` rejects where it went wrong. */
export type Lasting = { ended: Promise<void>; stop(): Promise<void> };

function keepOn(work: (turn: number) => Promise<unknown>): Lasting {
  let goesOn = true;
  const turns = async () => {
    for (let turn = 0; goesOn; turn += 1) {
      await work(turn).catch(async (error: unknown) => {
        if (!(error instanceof TypeError)) throw error; // what fetch throws where nobody answers, or not to the end
      });
      await sleep(PAUSE_MS);
    }
  };
  const ended = turns();
  ended.catch(() => {}); // whoever stops it is told
  const stop = () => {
    goesOn = false;
    return ended;
  };
  return { ended, stop };
}

/** A large OU of the demo organization, and those who read it and send it events through whatever process serves. */
export class ScoredUnit {
  /** The events that were answered with 202. */
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

  /** A GET, or with a body a POST, in the OU. */
  ask(path: string, body?: unknown): Promise<Response> {
    return api(this.server, this.token, path, body, this.testUnit.unitId);
  }

  private async make(path: string, body: object): Promise<string> {
    const answer = await this.ask(path, body);
    expect(answer.status, path).toBe(201);
    return Made.parse(await answer.json()).id;
  }

  /** A change of the rules that every seeded lead's score shows, by one point. */
  async addMark(): Promise<void> {
    await this.make(`/rulesets/${this.#rulesetId}/rules`, mark);
  }

  /** What GET /scoring says. */
  async scoring(): Promise<z.output<typeof Scoring>> {
    return Scoring.parse(await (await this.ask("/scoring")).json());
  }

  /** Sends a batch of an event of each lead. Returns how many were acknowledged; throws where no answer came. */
  async ingest(leads: string[]): Promise<number> {
    const events = leads.map((lead_id) => ({ event_type: "viewed", lead_id }));
    const answer = await this.ask("/ingest", events);
    if (answer.status === 503) return 0;
    const { results } = Taken.parse(await answer.json());
    this.acknowledged.push(...results.map(({ event_id }) => event_id));
    return results.length;
  }

  /** A program that goes on sending events, of one lead after the other. */
  sendOn(): Lasting {
    const nth = (number: number) => this.leads[(number * 7919) % LEADS] ?? "";
    return keepOn((turn) => this.ingest(Array.from({ length: 20 }, (_, n) => nth(turn * 20 + n))));
  }

  /** A reader who goes on looking, with what was seen: of each answer the marks that its scores have. */
  readOn(): Lasting & { seen: number[][] } {
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
