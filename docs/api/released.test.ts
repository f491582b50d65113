import fs from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { currentDocument } from "@/app/(api)/openapi-document";
import { provideEnv } from "@/lib/env";
import { API_VERSION } from "@/lib/http/api-version";
import { releasedText } from "@/sdk/released.mjs";
import { breakingChanges } from "@/testing/breaking-changes";

const numbers = (version: string) => version.split(".").map(Number) as [number, number, number];
const order = (a: string, b: string) => {
  const [first, second] = [numbers(a), numbers(b)];
  const index = first.findIndex((number, at) => number !== second[at]);
  return index === -1 ? 0 : (first[index] ?? 0) - (second[index] ?? 0);
};
const released = fs
  .readdirSync("docs/api")
  .flatMap((file) => /^openapi-(\d+\.\d+\.\d+)\.gen\.json$/.exec(file)?.[1] ?? [])
  .sort(order);
const last = released.at(-1) ?? "";
const lastText = fs.readFileSync(`docs/api/openapi-${last}.gen.json`, "utf8");

beforeAll(() => provideEnv({ RATE_LIMITS: "on" }));

const currentText = () => releasedText(currentDocument());

test("nothing breaks callers of the last release, unless the major version is a new one", () => {
  const isMajor = numbers(API_VERSION)[0] > numbers(last)[0];
  expect(isMajor ? [] : breakingChanges(JSON.parse(lastText), JSON.parse(currentText()))).toEqual([]);
});

test("the version rises with any change since the last release", () => {
  expect(order(API_VERSION, last)).toBeGreaterThanOrEqual(0);
  if (API_VERSION === last) expect(currentText()).toBe(lastText);
});

test("the changelog names every release, and the version of now first", () => {
  const log = fs.readFileSync("docs/api/CHANGELOG.md", "utf8");
  const named = [...log.matchAll(/^## (\d+\.\d+\.\d+) · (unreleased|\d{4}-\d\d-\d\d)$/gm)].map(
    ([, version]) => version,
  );
  expect(named).toEqual([...new Set([...released, API_VERSION])].reverse());
});
