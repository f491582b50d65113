import { describe, expect, test } from "vitest";
import { BODY_LIMIT_BYTES, readJsonBody } from "./body";

const json = "application/json";
type Sendable = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

function post(body: Sendable | null, headers: Record<string, string> = { "Content-Type": json }): Request {
  return new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
}

const refusal = async (request: Request) =>
  (
    await readJsonBody(request).then(
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

  test("refuses a body without any", async () => {
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

  test("one whose connection breaks is malformed", async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error("socket hang up")),
    });
    expect(await refusal(post(broken))).toBe("malformed_body");
  });

  test("a deeply nested one is read or refused, and never an unexpected error", async () => {
    const depth = 400_000;
    for (const body of ["[".repeat(depth), "[".repeat(depth) + "]".repeat(depth), '{"a":'.repeat(100_000)]) {
      expect([undefined, "malformed_body"]).toContain(await refusal(post(body)));
    }
  });
});

describe("size", () => {
  const sized = (bytes: number) => `"${"x".repeat(bytes - 2)}"`;

  test("a body of exactly the limit is read, one byte more is too large", async () => {
    expect(await readJsonBody(post(sized(BODY_LIMIT_BYTES)))).toHaveLength(BODY_LIMIT_BYTES - 2);
    expect(await refusal(post(sized(BODY_LIMIT_BYTES + 1)))).toBe("body_too_large");
  });

  test("a length that says too much is refused without reading", async () => {
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

  test("a stream without a length is read on for a while, and then no more", async () => {
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
