import { log } from "@/lib/log";
import { statusClass, webhooks } from "@/lib/metrics";
import { type Posted, type PostLimits, postOnce, resolveHost } from "@/lib/post-once";
import { type Span, traced, traceparent } from "@/lib/tracing";
import { asWebhooks, type Claimed, claimDelivery, type EndpointKey, postpone, type Turns } from "./claim";
import { recordAttempt, releaseDelivery } from "./record";
import { openWebhookSecret, signedHeaders } from "./secrets";

/** The limits of sending; tests have shorter ones. */
export type SendLimits = PostLimits &
  Turns & {
    /** After how long without a success an endpoint is disabled. */
    failingSeconds: number;
    /** How many deliveries this process sends at once, and how many of them to one endpoint. */
    slots: number;
    slotsPerEndpoint: number;
  };

const LIMITS: SendLimits = {
  milliseconds: 10_000,
  answerBytes: 1024,
  resolve: resolveHost,
  turnMilliseconds: 1_000,
  leaseMilliseconds: 30_000,
  failingSeconds: 5 * 24 * 3600,
  slots: 1_000,
  slotsPerEndpoint: 5,
};

// Deliveries are sent beside the worker's jobs, so that one that hangs keeps no job waiting.
const running = new Map<Promise<void>, EndpointKey>();
let ending = new AbortController();

// One organization never has more than half (contract §11, fair shares).
function hasRoom({ orgId, endpointId }: EndpointKey, { slots, slotsPerEndpoint }: SendLimits): boolean {
  const ofOrganization = [...running.values()].filter((one) => one.orgId === orgId);
  const ofEndpoint = ofOrganization.filter((one) => one.endpointId === endpointId);
  return running.size < slots && ofOrganization.length < slots / 2 && ofEndpoint.length < slotsPerEndpoint;
}

// Each has a trace of its own: one job begins what many requests have caused.
const STEP = { name: "webhook", kind: "client", isOwn: true } as const;

function noteAnswer(span: Span, posted: Posted): Posted {
  if (posted.status === null) span.fail(posted.error);
  else span.note({ "http.response.status_code": posted.status });
  return posted;
}

async function attempt(
  { orgId, endpointId }: EndpointKey,
  claimed: Claimed,
  limits: SendLimits,
  signal: AbortSignal,
): Promise<Posted> {
  const { deliveryId, url, body } = claimed;
  const secrets = claimed.secrets.flatMap((sealed) => openWebhookSecret(orgId, endpointId, sealed) ?? []);
  if (secrets.length === 0) return { status: null, error: "secret_unreadable" };
  if (JSON.parse(body).data === null) return { status: null, error: "event_gone" }; // its audit entry was pruned
  const headers = {
    ...signedHeaders(deliveryId, body, secrets),
    "content-type": "application/json",
    "user-agent": "LeadVibe-Webhooks/1.0",
  };
  const trace = traceparent();
  return postOnce(url, trace === undefined ? headers : { ...headers, traceparent: trace }, body, limits, signal);
}

/** Sends a delivery and those that follow it. Another may overtake one that has no answer after its turn. */
async function sendOn(key: EndpointKey, first: Claimed, limits: SendLimits): Promise<void> {
  const { signal } = ending;
  for (let claimed: Claimed | null = first; claimed; ) {
    const one: Claimed = claimed;
    const turn = setTimeout(() => void sendNext(key, limits).catch(noteFailure(key)), limits.turnMilliseconds);
    const [began, start] = [new Date(), performance.now()];
    const posted = await traced(STEP, async (span) => noteAnswer(span, await attempt(key, one, limits, signal)));
    clearTimeout(turn);
    const isBrokenOff = signal.aborted && posted.status === null;
    const outcome = { ...posted, began, milliseconds: performance.now() - start };
    claimed = await asWebhooks(key, async (tx) => {
      if (isBrokenOff) await releaseDelivery(tx, key, one);
      else await recordAttempt(tx, key, one, outcome, limits.failingSeconds);
      return signal.aborted ? null : claimDelivery(tx, key, limits);
    });
    const { status } = outcome;
    webhooks.observe(outcome.milliseconds / 1000, posted.status === null ? posted.error : statusClass(posted.status));
    log().info({ endpoint_id: key.endpointId, delivery_id: one.deliveryId, status, code: codeOf(posted) }, "webhook");
  }
}

const codeOf = (posted: Posted) => (posted.status === null ? posted.error : undefined);

// Whatever was claimed is due again after its lease, and a job asks for it then.
const noteFailure =
  ({ endpointId }: EndpointKey) =>
  (error: unknown): void =>
    log().error({ endpoint_id: endpointId, err: error }, "a webhook's delivery could not be recorded");

/**
 * The task behind `deliver_webhooks`: begins to send what is due for an endpoint, if nothing else is on its way there, and
 * does not wait for it. Safe to run at any time, in several processes at once; a delivery whose process dies is sent again.
 */
export async function sendNext(key: EndpointKey, limits: SendLimits = LIMITS): Promise<void> {
  if (ending.signal.aborted) return;
  if (!hasRoom(key, limits)) return postpone(key);
  const claimed = await asWebhooks(key, (tx) => claimDelivery(tx, key, limits));
  if (!claimed) return;
  const sending = sendOn(key, claimed, limits)
    .catch(noteFailure(key))
    .finally(() => running.delete(sending));
  running.set(sending, key);
}

/** Breaks off what is being sent, for a process that ends: it is due at once for others. */
export async function endSending(): Promise<void> {
  ending.abort();
  await Promise.all(running.keys());
  ending = new AbortController();
}
