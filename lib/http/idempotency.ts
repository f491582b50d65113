import { createHmac } from "node:crypto";
import type { Presented } from "@/db/enter";
import type { Earlier, Keep, KeptAnswer, Keyed } from "@/db/idempotency";
import { selectedUnitId } from "@/domain/access/unit-selection";
import { sessionKey } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import { createGate } from "@/lib/gate";
import { JsonText, TextStream } from "@/lib/json-text";
import { hasSecrets, withoutSecrets } from "@/lib/shown-once";
import type { Annotate } from "./answer";
import type { Declaration } from "./declaration";
import type { HttpRequest } from "./http-request";
import { Reply, replyOf, textOf } from "./reply";

const KEY = /^[\x21-\x7e]{1,255}$/;
const FAULT = { pointer: "/Idempotency-Key", detail: "must be 1 to 255 printable ASCII characters without a blank" };

// Derived, so that nobody who reads the database can try passwords against the hash of a body that held one.
const fingerprintKey = () => createHmac("sha256", sessionKey()).update("fingerprint of a request").digest();

/** The answer as it goes out, as it is kept, and the leads that it is about. `noted` are headers beyond the reply's own. */
function answerOf(declaration: Declaration, result: unknown, noted: Record<string, string>) {
  const { responses, about } = declaration;
  const { status, body, headers } = replyOf(result, responses);
  if (body instanceof TextStream) throw new Error(`${declaration.id}: a streamed answer cannot be kept`);
  const schema = responses[status];
  const text = textOf(body);
  const parsed = text !== null && (about || hasSecrets(schema)) ? JSON.parse(text) : undefined;
  const answer: KeptAnswer = {
    status,
    headers: { ...noted, ...headers },
    body: hasSecrets(schema) ? JSON.stringify(withoutSecrets(schema, parsed)) : text,
  };
  const reply = new Reply(status, text === null ? undefined : new JsonText<unknown>(text), headers);
  return { reply, answer, leadIds: about?.(parsed as never) ?? [] };
}

/**
 * Runs equal requests of one process one after the other. They would wait for each other in the database too, but there each
 * would hold a connection, and the first step of two would run at once. Throws request_in_progress after two seconds.
 */
const inOrder = createGate({
  slots: Number.POSITIVE_INFINITY,
  slotsPerKey: 1,
  queueLimit: 1_000,
  queueLimitPerKey: 100,
  waitMilliseconds: 2_000,
  refusal: "request_in_progress",
});

/** The answer of an earlier request, thrown so that the transaction ends with nothing done. */
class Repeated extends Error {
  readonly reply: Reply<JsonText<unknown> | undefined>;

  constructor({ status, headers, body }: KeptAnswer) {
    super("answered before");
    const content = body === null ? undefined : new JsonText<unknown>(body);
    this.reply = new Reply(status, content, { ...headers, "Idempotency-Replayed": "true" });
  }
}

/** A write's Idempotency-Key, and the hash of what the write asks (contract §10). */
export class KeyedRequest {
  readonly #hash;
  #fingerprint: string | undefined;

  private constructor(
    readonly key: string,
    asked: string,
  ) {
    this.#hash = createHmac("sha256", fingerprintKey()).update(asked);
  }

  /** The write's key; undefined without the header. */
  static of(request: HttpRequest, { reads }: Declaration, { kind }: Presented): KeyedRequest | undefined {
    const header = request.headers.get("idempotency-key");
    if (header === null) return undefined;
    const { pathname, search } = new URL(request.url, "http://any.host"); // a path, or absolute
    // A service account has an OU of its own, whether or not it names it.
    const isSelecting = kind !== "client" && Object.hasOwn(reads ?? {}, "X-Active-OU-ID");
    const unitId = isSelecting ? (selectedUnitId(request) ?? "") : "";
    const asked = `${request.method}\0${pathname}${search}\0${unitId}\0`;
    return new KeyedRequest(header.replace(/^"(.*)"$/, "$1"), asked);
  }

  /** Adds a piece of the body, as it arrives. */
  readonly take = (bytes: Uint8Array): void => void this.#hash.update(bytes);

  /** What db/enter.ts needs to claim the key, or only to look; nothing for a key that cannot be one. */
  claim(takes: boolean): Keyed | undefined {
    this.#fingerprint ??= this.#hash.digest("hex");
    return KEY.test(this.key) ? { key: this.key, fingerprint: this.#fingerprint, takes } : undefined;
  }

  /** Throws what an earlier request with the key means for this one; `assertReach` comes before an answer is repeated. */
  settle(earlier: Earlier | undefined, assertReach: () => void): void {
    if (!KEY.test(this.key)) throw new DomainError("invalid_content", undefined, [FAULT]);
    if (earlier === "reused") throw new DomainError("idempotency_key_reused");
    if (earlier === "running") throw new DomainError("request_in_progress");
    if (!earlier) return;
    assertReach();
    throw new Repeated(earlier);
  }

  /** Performs the write that has claimed the key, and keeps its answer. */
  async keep(declaration: Declaration, keep: Keep, annotate: Annotate, perform: (noting: Annotate) => unknown) {
    const noted: Record<string, string> = {};
    const headers: Annotate["headers"] = (more) => annotate.headers(Object.assign(noted, more));
    const { reply, answer, leadIds } = answerOf(declaration, await perform({ ...annotate, headers }), noted);
    keep(answer, leadIds);
    return reply;
  }

  /**
   * Performs it after equal requests of the same credential, or returns the answer of an earlier one. Before the refusal of
   * one that has waited too long, `judge` throws what else there is to refuse.
   */
  perform(credential: string, perform: () => Promise<unknown>, judge: (refusal: unknown) => unknown): Promise<unknown> {
    return inOrder(`${credential} ${this.key}`, perform)
      .catch((refusal: unknown) => {
        if (refusal instanceof DomainError && refusal.code === "request_in_progress") return judge(refusal);
        throw refusal;
      })
      .catch((thrown: unknown) => {
        if (thrown instanceof Repeated) return thrown.reply;
        throw thrown;
      });
  }
}
