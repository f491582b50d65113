import { expect, test } from "vitest";
import { DomainError, type ErrorCode } from "@/lib/errors";
import { problemResponse, problems } from "./problem";

const codes = Object.keys(problems) as ErrorCode[];

test.each(codes)("%s is a problem document with its status", async (code) => {
  const response = problemResponse(new DomainError(code), "req_1");
  expect(response.status).toBe(problems[code].status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("x-request-id")).toBe("req_1");
  const title = problems[code].title;
  const type = `urn:leadvibe:problem:${code}`;
  expect(await response.json()).toEqual({
    type,
    title,
    status: response.status,
    detail: title,
    code,
    request_id: "req_1",
  });
});

test("refusals have the headers that clients need", () => {
  const header = (code: ErrorCode, name: string) => problemResponse(new DomainError(code), "r").headers.get(name);
  expect(header("unauthorized", "www-authenticate")).toBe("Bearer");
  for (const code of codes.filter((name) => problems[name].status === 503)) {
    expect(Number(header(code, "retry-after"))).toBeGreaterThan(0);
  }
  expect(header("deletion_not_supported", "allow")).toContain("PUT");
  const withAllow = problemResponse(new DomainError("method_not_allowed"), "r", { Allow: "GET, HEAD" });
  expect(withAllow.headers.get("allow")).toBe("GET, HEAD");
});

test("detail and field faults reach the caller", async () => {
  const faults = [{ pointer: "/name", detail: "is required" }];
  const body = await problemResponse(new DomainError("invalid_content", "Look here.", faults), "r").json();
  expect(body).toMatchObject({ detail: "Look here.", errors: faults });
});

test.each([
  new Error("password=hunter2"),
  new TypeError("hunter2"),
  "hunter2",
  undefined,
  { code: "email_taken", detail: "hunter2" },
])("anything else is a 500 that says nothing of its cause (%#)", async (thrown) => {
  const response = problemResponse(thrown, "req_1");
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(text).not.toContain("hunter2");
  expect(JSON.parse(text).code).toBe("internal_error");
});
