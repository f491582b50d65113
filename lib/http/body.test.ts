import { describe, expect, test } from "vitest";
import { DomainError } from "@/lib/errors";
import { isBatch, mapBatch } from "@/lib/json-items";
import { BODY_LIMIT_BYTES, type BodyOptions, readJsonBody, readTextFields } from "./body";

const json = "application/json";
type Sendable = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

function post(body: Sendable | null, headers: Record<string, string> = { "Content-Type": json }): Request {
  return new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
}

async function readWhole(request: Request, options?: BodyOptions): Promise<unknown> {
  const content = await readJsonBody(request, options);
  return isBatch(content) ? mapBatch(content, (item) => item) : content;
}

const refusal = async (request: Request, options?: BodyOptions) =>
  (
    await readWhole(request, options).then(
      () => undefined,
      (error) => error,
    )
  )?.code;

describe("content types", () => {
  test.each([json, "APPLICATION/JSON", "application/json; charset=utf-8", 'application/json;charset="UTF-8"'])(
    "takes %s",
    async (type) => {
      expect(await readJsonBody(post('{"a":1}', { "Content-Type": type }))).toEqual({ a: 1 });
    },
  );

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/json; charset=latin1",
    "application/jsonp",
    "text/json",
    "",
  ])("refuses %j before it reads", async (type) => {
    expect(await refusal(post('{"a":1}', { "Content-Type": type }))).toBe("unsupported_media_type");
  });

  test("refuses a body without a content type", async () => {
    expect(await refusal(post(new Uint8Array([123, 125]), {}))).toBe("unsupported_media_type");
  });
});

describe("unreadable bodies", () => {
  test.each([
    ["none", null],
    ["an empty one", ""],
    ["half an object", '{"a":'],
    ["two documents", "{}{}"],
    ["a bare word", "undefined"],
    ["single quotes", "{'a':1}"],
    ["a NUL byte", "{\0}"],
    ["Latin-1", new Uint8Array([0x22, 0xe9, 0x22])],
    ["an overlong encoding", new Uint8Array([0x22, 0xc0, 0xaf, 0x22])],
    ["an encoded surrogate", new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ["a cut character", new Uint8Array([0x22, 0xe6, 0x97])],
  ])("%s is malformed", async (_what, body) => {
    expect(await refusal(post(body))).toBe("malformed_body");
  });

  test("a body whose connection breaks is malformed", async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error("socket hang up")),
    });
    expect(await refusal(post(broken))).toBe("malformed_body");
  });
});

describe("size", () => {
  const sized = (bytes: number) => `"${"x".repeat(bytes - 2)}"`;

  test("a body of exactly the limit is read, one byte more is too large", async () => {
    expect(await readJsonBody(post(sized(BODY_LIMIT_BYTES)))).toHaveLength(BODY_LIMIT_BYTES - 2);
    expect(await refusal(post(sized(BODY_LIMIT_BYTES + 1)))).toBe("body_too_large");
  });

  test("a body whose declared length is too large is refused without reading", async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: () => {
          pulled += 1;
        },
      },
      { highWaterMark: 0 },
    );
    expect(await refusal(post(body, { "Content-Type": json, "Content-Length": "9999999" }))).toBe("body_too_large");
    expect(pulled).toBe(0);
  });

  test("a refused stream without a length is read a little further, then no more", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 100_000;
        controller.enqueue(new Uint8Array(100_000).fill(0x20));
      },
    });
    expect(await refusal(post(body))).toBe("body_too_large");
    expect(sent).toBeGreaterThan(BODY_LIMIT_BYTES * 2); // what a client has sent already is taken off the socket
    expect(sent).toBeLessThan(BODY_LIMIT_BYTES * 10);
  });
});

/** The text in chunks of that many bytes, as a network may cut it, and how many of them have been asked for. */
function inChunks(text: string, bytes: number) {
  const all = new TextEncoder().encode(text);
  const sent = { chunks: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const at = sent.chunks++ * bytes;
        if (at < all.length) controller.enqueue(all.slice(at, at + bytes));
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return { sent, request: post(body) };
}

describe("what a body holds", () => {
  const keys = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `"k${from + n}":"\\",{[:"`).join();
  const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  const batch = (items: number, keysEach: number) => `[${`{${keys(keysEach)}},`.repeat(items - 1)}{${keys(keysEach)}}]`;
  const large = { limitBytes: 8_000_000, largestBatch: 1_000 };

  test.each<[string, string, BodyOptions?]>([
    ["64 levels", nested(64)],
    ["64 levels of both kinds", `${'{"a":['.repeat(32)}${"]}".repeat(32)}`],
    ["10,000 keys", `{${keys(10_000)}}`],
    ["10,000 keys that hold objects", `{${keys(4_999)},"x":{${keys(5_000)}}}`],
    ["a batch of 100 with 200 keys each", batch(100, 200), large],
    ["a batch in an object", `{"members":${batch(100, 199)}}`, large],
    ["a batch whose first item has most of its keys", `[{${keys(10_100)}},{}]`, large],
    ["150,000 numbers", `[${"7,".repeat(150_000)}7]`],
  ])("%s are read", async (_what, text, options) => {
    expect(await readWhole(post(text), options)).toEqual(JSON.parse(text));
  });

  test.each<[string, string, BodyOptions?]>([
    ["65 levels", nested(65)],
    ["an array 400,000 deep", nested(400_000)],
    ["one that never closes", "[".repeat(400_000)],
    ["objects 100,000 deep", '{"a":'.repeat(100_000)],
    ["10,001 keys", `{${keys(10_001)}}`],
    ["as many in several objects", `[{${keys(5_000)}},{${keys(5_001)}}]`],
    ["200,000 empty objects", `[${"{},".repeat(200_000)}{}]`],
    ["a batch of 100 with 201 keys each", batch(100, 201), large],
    ["a batch that is no batch here", batch(100, 200)],
    ["items beyond the largest batch", batch(2_000, 60), large],
    ["4,000,000 numbers", `[${"7,".repeat(3_900_000)}7]`, large],
  ])("%s are too large", async (_what, text, options) => {
    expect(await refusal(post(text), options)).toBe("body_too_large");
  });

  test.each([1, 2, 3, 7])("is counted alike when it comes in pieces of %i bytes", async (bytes) => {
    const text = `{"a":"\\\\","b":"\\"}{[,:",${keys(20)},"c":[[[]],{}]}`;
    expect(await readJsonBody(inChunks(text, bytes).request)).toEqual(JSON.parse(text));
    expect(await refusal(inChunks(nested(65), bytes).request)).toBe("body_too_large");
  });

  test("says which limit was exceeded", async () => {
    const detail = (text: string) => readJsonBody(post(text)).catch((error: DomainError) => error.detail);
    expect(await detail(nested(65))).toMatch(/nested deeper than 64/);
    expect(await detail(`{${keys(10_001)}}`)).toMatch(/more than 10,000 keys/);
  });
});

describe("whose body is large", () => {
  const text = JSON.stringify("x".repeat(200_000));
  const unauthorized = () => Promise.reject(new DomainError("unauthorized"));

  test("a small body is read without asking", async () => {
    expect(await readJsonBody(post('"x"'), { beforeLarge: unauthorized })).toBe("x");
  });

  test("a large body with a length is not read before its sender is known", async () => {
    const { request, sent } = inChunks(text, 1_000);
    request.headers.set("content-length", String(text.length));
    expect(await refusal(request, { beforeLarge: unauthorized })).toBe("unauthorized");
    expect(sent.chunks).toBe(0);
  });

  test("a body without a length is kept up to 64 kB, then its sender is looked up once", async () => {
    const asked: number[] = [];
    const { request, sent } = inChunks(text, 1_000);
    const beforeLarge = async () => void asked.push(sent.chunks);
    expect(await readJsonBody(request, { beforeLarge })).toHaveLength(200_000);
    expect(asked).toEqual([65]);
    expect(await refusal(inChunks(text, 1_000).request, { beforeLarge: unauthorized })).toBe("unauthorized");
  });
});

test("a form, or JSON instead of one, has at most 64 kB", async () => {
  const form = "application/x-www-form-urlencoded";
  const sent = (type: string, body: string) => readTextFields(post(body, { "Content-Type": type }));
  expect((await sent(form, `a=${"x".repeat(63_000)}`)).a).toHaveLength(63_000);
  await expect(sent(form, `a=${"x".repeat(64_000)}`)).rejects.toMatchObject({ code: "body_too_large" });
  await expect(sent(json, JSON.stringify({ a: "x".repeat(64_000) }))).rejects.toMatchObject({ code: "body_too_large" });
});

describe("a long batch is parsed item by item", () => {
  const large = { limitBytes: 8_000_000, largestBatch: 1_000 };
  const filler = JSON.stringify({ text: `${"x".repeat(80_000)}],[é\\"`, list: [1, [2, 3]] });

  test.each([
    ["items of every kind", `[${filler},1,"a,b",null,[1,2],{}]`],
    ["blanks around everything", ` \n[ ${filler} ,\t2 ] \r\n`],
    ["a byte order mark", `\uFEFF[${filler},2]`],
    ["a number that cannot be kept", `[${filler},{"a":12345678901234567890}]`],
  ])("with %s it is what it would be in one piece", async (_what, text) => {
    const whole = JSON.parse(text.replace("\uFEFF", "").replace("12345678901234567890", "1e999"));
    expect(await readWhole(post(text), large)).toEqual(whole);
  });

  test.each([
    ["a comma too many", `[${filler},2,]`],
    ["nothing between two commas", `[${filler},,2]`],
    ["two documents", `[${filler},2][3]`],
    ["an array that does not end", `[${filler},2`],
    ["something after it", `[${filler},2] 3`],
    ["two arrays", `[${filler},2],[3]`],
    ["a mark in the middle", `[${filler},\uFEFF2]`],
    ["a bare word", `[${filler},nothing]`],
  ])("with %s it is malformed", async (_what, text) => {
    expect(await refusal(post(text), large)).toBe("malformed_body");
  });

  test("with more items than a batch may have, none is parsed", async () => {
    const items = await readJsonBody(post(`[${filler}${",nothing".repeat(1_000)}]`), large);
    expect(items).toMatchObject({ length: 1_001 });
  });
});
