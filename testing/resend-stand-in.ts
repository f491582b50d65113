import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import type net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { accept, type Behaviour, failure } from "./resend-behaviours";

/** A mail that the stand-in has accepted, as its sender wrote it. */
export type AcceptedMail = {
  id: string;
  idempotencyKey: string | undefined;
  from: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  tags: { name: string; value: string }[];
};

/** A call to `POST /emails`, whatever came of it. */
export type Call = { idempotencyKey: string | undefined; receivedAtMs: number };

type Reply = Extract<Behaviour, { kind: "answer" }>;
type Endless = Extract<Behaviour, { kind: "endless" }>;

const reply = (status: number, value: unknown): Reply => ({ kind: "answer", status, body: JSON.stringify(value) });
const refuse = (status: number, name: string) => failure(status, name) as Reply;

// One address, alone or behind a name in angle brackets; not a list.
const RECIPIENT = /^[^\s<>,;"]+@[^\s<>,;"]+$|^[^<>,;"\r\n]+ <[^\s<>,;"]+@[^\s<>,;"]+>$/;

/** Writes for as long as somebody reads. Returns how much was written, when nobody does any more. */
async function writeEndlessly(response: http.ServerResponse, everyMs: number | undefined): Promise<number> {
  const chunk = Buffer.alloc(everyMs ? 1 : 16 * 1024, " ");
  let written = 0;
  let isOpen = true;
  const closed = once(response, "close").then(() => {
    isOpen = false;
  });
  for (; isOpen; written += chunk.length) {
    if (!response.write(chunk)) await Promise.race([once(response, "drain"), closed]);
    if (everyMs) await sleep(everyMs);
  }
  return written;
}

async function readBody(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function parseMail(body: string): Omit<AcceptedMail, "id" | "idempotencyKey"> | Reply {
  let mail: Partial<AcceptedMail>;
  try {
    mail = JSON.parse(body) as Partial<AcceptedMail>;
  } catch {
    return refuse(400, "validation_error");
  }
  const { from, to, subject, html, text, tags = [] } = mail ?? {};
  if (!from || !to || !subject || !html || !text) return refuse(422, "missing_required_field");
  if (!Array.isArray(to) || to.length === 0 || !to.every((one) => RECIPIENT.test(one))) {
    return refuse(422, "validation_error");
  }
  return { from, to, subject, html, text, tags };
}

/** Opens a stand-in for Resend's `POST /emails` on a free port of the loopback. Close it at the end. */
export async function openResendStandIn() {
  const key = `re_${randomBytes(12).toString("hex")}`;
  const webhookSecret = `whsec_${randomBytes(24).toString("base64")}`;
  const accepted: AcceptedMail[] = [];
  const calls: Call[] = [];
  const seen = new Map<string, { body: string; id: string | undefined }>();
  const held: (() => void)[] = [];
  const streamed: number[] = [];
  let queue: Behaviour[] = [];
  let usual: Behaviour = accept;

  function take(body: string, idempotencyKey: string | undefined): Reply {
    const mail = parseMail(body);
    if ("kind" in mail) return mail;
    const id = randomUUID();
    accepted.push({ id, idempotencyKey, ...mail });
    if (idempotencyKey !== undefined) seen.set(idempotencyKey, { body, id });
    return reply(200, { id });
  }

  /** The answer of a call that reaches the mail, as `work` says; one key is worked on once at a time. */
  async function settle(body: string, idempotencyKey: string | undefined, work: () => Promise<void>): Promise<Reply> {
    const earlier = idempotencyKey === undefined ? undefined : seen.get(idempotencyKey);
    if (earlier && earlier.body !== body) return refuse(409, "invalid_idempotent_request");
    if (earlier) return earlier.id ? reply(200, { id: earlier.id }) : refuse(409, "concurrent_idempotent_requests");
    if (idempotencyKey !== undefined) seen.set(idempotencyKey, { body, id: undefined });
    await work();
    const answer = take(body, idempotencyKey);
    if (answer.status !== 200 && idempotencyKey !== undefined) seen.delete(idempotencyKey);
    return answer;
  }

  async function treat(
    request: http.IncomingMessage,
    behaviour: Behaviour,
  ): Promise<Reply | "hang" | "close" | Endless> {
    if (behaviour.kind === "close") return "close";
    const body = await readBody(request);
    const sent = request.headers["idempotency-key"];
    const idempotencyKey = Array.isArray(sent) ? sent[0] : sent;
    if (request.method !== "POST" || request.url !== "/emails") return refuse(404, "not_found");
    if (request.headers.authorization !== `Bearer ${key}`) return refuse(401, "validation_error");
    if (!request.headers["content-type"]?.startsWith("application/json")) return refuse(400, "validation_error");
    if (behaviour.kind === "hang") return "hang";
    if (behaviour.kind === "endless") return behaviour;
    if (behaviour.kind === "answer") {
      if (behaviour.accepts) await settle(body, idempotencyKey, async () => {});
      return behaviour;
    }
    const answer = await settle(body, idempotencyKey, async () => {
      if (behaviour.kind === "hold") await new Promise<void>((resolve) => held.push(resolve));
      if (behaviour.kind === "accept" && behaviour.afterMs) await sleep(behaviour.afterMs);
    });
    return behaviour.kind === "accept_then_reset" ? "close" : answer;
  }

  const server = http.createServer((request, response) => {
    const sent = request.headers["idempotency-key"];
    calls.push({ idempotencyKey: Array.isArray(sent) ? sent[0] : sent, receivedAtMs: Date.now() });
    treat(request, queue.shift() ?? usual).then(
      (answer) => {
        if (answer === "close") request.socket.resetAndDestroy();
        else if (answer !== "hang") {
          const headers = answer.kind === "answer" ? answer.headers : {};
          response.writeHead(answer.status, { "Content-Type": "application/json", ...headers });
          if (answer.kind === "answer") response.end(answer.body);
          else void writeEndlessly(response, answer.everyMs).then((bytes) => streamed.push(bytes));
        }
      },
      () => request.socket.destroy(),
    );
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as net.AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  async function cut(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  return {
    url,
    key,
    webhookSecret,
    /** The settings of a product that sends its mail here. */
    env: {
      RESEND_API_KEY: key,
      MAIL_FROM: "LeadVibe Admin <no-reply@leadvibe.example>",
      RESEND_BASE_URL: url,
      RESEND_WEBHOOK_SECRET: webhookSecret,
    },
    /** Every call, in the order they came in. */
    calls: calls as readonly Call[],
    /** How many bytes of each endless answer were written before its reader left. */
    streamed: streamed as readonly number[],
    /** Every mail accepted, once each. */
    accepted: accepted as readonly AcceptedMail[],
    mailsTo: (address: string) => accepted.filter(({ to }) => to.includes(address)),
    /** How the calls that no `next` is left for are treated, from now on. */
    always: (behaviour: Behaviour) => {
      usual = behaviour;
    },
    /** How the next calls are treated, one each. */
    next: (...behaviours: Behaviour[]) => {
      queue = [...queue, ...behaviours];
    },
    /** How many calls are waiting in `hold`. */
    heldCount: () => held.length,
    release: () => {
      for (const resume of held.splice(0)) resume();
    },
    /** Refuses connections, and ends those there are, until `mend`. */
    cut,
    mend: () => listen(port),
    close: cut,
  };
}

export type ResendStandIn = Awaited<ReturnType<typeof openResendStandIn>>;

/** Every address that a mail links to, once each, in the order of its HTML. */
export function linksIn(mail: Pick<AcceptedMail, "html">): string[] {
  const hrefs = [...mail.html.matchAll(/\shref="([^"]*)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
  return [...new Set(hrefs)];
}
