import { type Caller, type Entered, type Entry, enter, type Presented, READING } from "@/db/enter";
import { enterAndRead } from "@/db/enter-and-read";
import { createEntrance } from "@/db/enter-together";
import type { Tx } from "@/db/scope";
import { presentedBy } from "@/domain/access/authenticate";
import { networkOf, provenanceOf } from "@/lib/auth/client";
import { assertOwnOrigin } from "@/lib/auth/origin";
import { isDiskShort } from "@/lib/disk-space";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import { areOthersServed, organizationOf, shareOf } from "@/lib/fair-share";
import { createGate } from "@/lib/gate";
import { rateKindOf } from "@/lib/rates";
import { settled, throwing } from "@/lib/settled";
import { type Annotate, answer, type Handler } from "./answer";
import { type BodyOptions, readJsonBody } from "./body";
import type { Asked, Declaration, Params } from "./declaration";
import type { HttpRequest } from "./http-request";
import { KeyedRequest } from "./idempotency";
import type { Ahead, Audience, Input, InTwoSteps, Operation, Together } from "./operation";
import { queryReader } from "./query";
import { withinRates } from "./rate-limit";
import { assertScope } from "./scope";
import { validate } from "./validate";
import { underItsVersion } from "./versioned";

// A hundred long lists of one organization would keep as many of the database's cores busy as the pool has connections.
const takePieceTurn = createGate({
  name: "long_list",
  slots: 2,
  queueLimit: 1_000,
  queueLimitPerKey: 500,
  waitMilliseconds: 20_000,
  rests: areOthersServed,
});

const READING_METHOD = /^(GET|HEAD)$/;

type Step = Pick<Entry, "locks" | "isReading">;

/** A bearer token is exempt: it has no password (contract §13). */
function assertFresh({ authenticatedSeconds }: Caller): void {
  if (authenticatedSeconds !== null && authenticatedSeconds > env().REAUTHENTICATION_MINUTES * 60) {
    throw new DomainError("reauthentication_required");
  }
}

type Arrived = { content: unknown; refusal?: unknown };

// A bad credential is refused before an unreadable body (contract §3, order of refusals).
async function arrive(declaration: Declaration, request: HttpRequest, options: BodyOptions): Promise<Arrived> {
  const { body, bodyLimitBytes: limitBytes, largestBatch } = declaration;
  try {
    return { content: body && (await readJsonBody(request, { limitBytes, largestBatch, ...options })) };
  } catch (refusal) {
    return { content: undefined, refusal };
  }
}

/**
 * Handles every request with a caller (contract §3, §13). First the whole body arrives. Then, in one transaction: the
 * credential becomes the caller (401), an unreadable body is refused (415, 413, 400), the credential's scope, the policy and,
 * if declared, the age of the password decide (403), the content is validated (400), the version named by the request is
 * compared with the row (412), and the operation runs, which throws the other refusals. Work of single statements is refused
 * in the same order, though its first one is already on its way.
 */
export function guarded<D extends Declaration, C, R, P = never>(
  declaration: D,
  audience: Audience<C, R>,
  allow: (caller: C, params: Params<D>) => boolean,
  operation: Operation<D, C, R, P>,
): Handler {
  const { locks, versioned, params: ParamsSchema, query: QuerySchema, body: BodySchema } = declaration;
  const queryOf = queryReader(QuerySchema);
  const enterTogether = createEntrance<Asked<D>, unknown>();

  async function work(
    presented: Presented,
    request: HttpRequest,
    rawParams: Record<string, string>,
    annotate: Annotate,
  ): Promise<unknown> {
    const isWrite = !READING_METHOD.test(request.method);
    const provenance = provenanceOf(request);
    const share = organizationOf(presented.hash) ?? networkOf(provenance.client.ip ?? "");
    const entry = {
      presented,
      share,
      selectedUnitId: audience.select?.(request),
      request: provenance,
    };
    const keyed = isWrite ? KeyedRequest.of(request, declaration, presented) : undefined;
    const beforeLarge = () => enter({ ...entry, ...READING }, async () => {});
    const arrived = await arrive(declaration, request, { beforeLarge, onBytes: keyed?.take });

    function assertReadable(): void {
      if (isWrite && presented.kind === "session") assertOwnOrigin(request); // a browser sends cookies for anyone's page
      if (arrived.refusal) throw arrived.refusal;
    }
    const paramsOf = () => (ParamsSchema ? validate(ParamsSchema, rawParams) : {}) as Params<D>;
    const contentOf = () => ({
      query: queryOf(request.url) as Asked<D>["query"],
      body: (BodySchema && validate(BodySchema, arrived.content)) as Asked<D>["body"],
      request,
    });
    function askedOf() {
      assertReadable();
      return { params: paramsOf(), ...contentOf() };
    }
    function admit(found: Caller) {
      audience.note(found, annotate);
      assertReadable();
      if (declaration.scope) assertScope(found.actor, declaration.scope, annotate);
      const params = paramsOf();
      const caller = audience.admit(found);
      if (!allow(caller, params)) throw new DomainError("forbidden");
      if (declaration.fresh === "always") assertFresh(found);
      return { caller, params };
    }
    const inputOf = ({ tx, ...found }: Entered, caller: C, asked: Asked<D>): Input<D, C> => ({
      ...caller,
      ...asked,
      tx,
      again,
      assertFresh: () => assertFresh(found),
    });
    const again = <T>(read: (tx: Tx) => Promise<T>) =>
      takePieceTurn(shareOf(presented.hash, share), () => enterAndRead(entry, admit, read));
    const run = <T>(step: Step, operate: (input: Input<D, C>, entered: Entered) => T | Promise<T>) =>
      enter(
        { ...entry, ...step, keyed: arrived.refusal ? undefined : keyed?.claim(step === acting) },
        async (entered) => {
          const { caller, params } = admit(entered);
          const content = contentOf();
          keyed?.settle(entered.earlier, () => {
            const unreached = declaration.unreached?.(caller as never, { params, ...content } as never);
            if (unreached) throw new DomainError(unreached);
          });
          return operate(inputOf(entered, caller, { params, ...content }), entered);
        },
      );

    if (typeof operation === "object" && "read" in operation && !keyed) {
      return enterAndRead(entry, admit, async (tx): Promise<unknown> => {
        const input = { ...audience.reader, ...askedOf(), tx, again };
        const read = () => operation.read(input);
        return versioned ? underItsVersion(versioned, input, async () => null, annotate, read) : read();
      });
    }
    const acting = { locks: locks ?? (isWrite ? "member" : "nothing"), isReading: !isWrite };
    const looking = { ...acting, locks: "nothing" } as const;
    if (isWrite && request.method !== "DELETE" && isDiskShort()) {
      return run(looking, () => throwing(new DomainError("storage_full")));
    }
    const act = (operate: (input: Input<D, C>) => unknown) =>
      run(acting, (input, { keep }): unknown => {
        const lock = async () => versioned?.lock?.(input.tx, input as never, input.params as never);
        const perform = (noting: Annotate) =>
          versioned ? underItsVersion(versioned, input, lock, noting, () => operate(input)) : operate(input);
        return keyed ? keyed.keep(declaration, keep, annotate, perform) : perform(annotate);
      });
    const prepare = async ({ prepare }: InTwoSteps<D, C, P>) => (await run(looking, prepare))();
    const finishing = ({ finish }: Ahead<D, C, R, P>, input: Input<D, C>, written: unknown) =>
      finish ? finish(input, written as P) : written;
    const writeAhead = (steps: Ahead<D, C, R, P>) => {
      const early = async (tx: Tx) => {
        const asked = askedOf();
        const written = await steps.write({ ...audience.reader, ...asked, tx, again });
        return { asked, written };
      };
      const judged = async (entered: Entered, outcome: () => Awaited<ReturnType<typeof early>>) => {
        const { caller } = admit(entered);
        const { asked, written } = outcome();
        const input = inputOf(entered, caller, asked);
        const finish = () => finishing(steps, input, written);
        return versioned ? underItsVersion(versioned, input, async () => null, annotate, finish) : finish();
      };
      return enter({ ...entry, ...acting }, judged, (tx) => settled(early(tx)));
    };
    const writeTogether = (steps: Ahead<D, C, R, P>, { takes, write }: Together<D, R>) => {
      let asked: Asked<D>;
      try {
        asked = askedOf();
      } catch {
        return writeAhead(steps); // where its refusal has its place in the order of refusals
      }
      if (!takes(asked.body)) return writeAhead(steps);
      const all = (tx: Tx, each: Asked<D>[]) => write({ ...audience.reader, tx }, each);
      return enterTogether({ ...entry, ...acting }, { asked, admit }, all, () => writeAhead(steps)).then((outcome) =>
        outcome instanceof DomainError ? throwing(outcome) : outcome,
      );
    };
    const perform = async (): Promise<unknown> => {
      if (typeof operation === "object" && "relay" in operation) return (await run(looking, operation.relay))();
      const turn = declaration.turn?.(arrived.content);
      if (typeof operation === "object" && "act" in operation) {
        // An equal request in another process may have acted meanwhile, which then is the reason for the refusal.
        const recheck = (refusal: unknown) =>
          (refusal instanceof DomainError ? act(() => throwing(refusal)) : throwing(refusal)) as Promise<never>;
        const prepared = await (keyed ? prepare(operation).catch(recheck) : prepare(operation));
        return act((input) => operation.act(input, prepared));
      }
      if (typeof operation === "object" && "write" in operation && !turn && !keyed && !versioned?.lock)
        return operation.together ? writeTogether(operation, operation.together) : writeAhead(operation);
      const operate = async (input: Input<D, C>): Promise<unknown> => {
        if (typeof operation === "function") return operation(input);
        const asked = { ...input, ...audience.reader };
        return "read" in operation ? operation.read(asked) : finishing(operation, input, await operation.write(asked));
      };
      if (!turn) return act(operate);
      await run(looking, () => {}); // a caller who would be refused neither waits nor takes a turn
      return turn(shareOf(presented.hash, share), () => act(operate) as Promise<unknown>);
    };
    if (!keyed) return perform();
    return keyed.perform(presented.hash, perform, (refusal) => run(looking, () => throwing(refusal)));
  }

  return answer(declaration, async (request, rawParams, annotate) => {
    try {
      const presented = await presentedBy(request);
      if (!presented) throw new DomainError("unauthorized");
      const kind = declaration.rate ?? rateKindOf(request.method);
      return await withinRates(kind, presented.hash, annotate, () => work(presented, request, rawParams, annotate));
    } catch (refusal) {
      if (refusal instanceof DomainError && refusal.code === "unauthorized") audience.challenge?.(request, annotate);
      throw refusal;
    }
  });
}
