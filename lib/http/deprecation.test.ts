import { expect, test } from "vitest";
import { z } from "zod";
import { DomainError } from "@/lib/errors";
import { answer } from "./answer";
import { buildDocument } from "./openapi";

const declaration = {
  id: "getOldThing",
  tag: "Things",
  summary: "Get a thing",
  responses: { 200: z.string() },
  deprecated: { since: "2026-11-28", until: "2027-06-30", instead: "use `GET /things`" },
};
const announced = { deprecation: "@1795824000", sunset: "Wed, 30 Jun 2027 23:59:59 GMT" };
const ask = async (work: () => Promise<unknown>) => {
  const GET = answer(declaration, work);
  const { headers } = await GET(new Request("http://localhost/old-things"), { params: Promise.resolve({}) });
  return Object.fromEntries(headers);
};

test("answers of a deprecated operation say since when and until when, refusals too", async () => {
  expect(await ask(async () => "a thing")).toMatchObject(announced);
  const refuse = async () => {
    throw new DomainError("forbidden");
  };
  expect(await ask(refuse)).toMatchObject(announced);
});

test("the document marks it, says what to use instead, and declares the headers", () => {
  const { paths } = buildDocument({ "/old-things": { GET: answer(declaration, async () => "") } }, []);
  const operation = paths?.["/old-things"]?.get;
  expect(operation).toMatchObject({ deprecated: true, description: "Deprecated: use `GET /things`." });
  for (const response of Object.values(operation?.responses ?? {})) {
    expect(response.headers).toMatchObject({ Deprecation: {}, Sunset: {} });
  }
});
