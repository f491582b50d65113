import { expect, test, vi } from "vitest";
import * as errors from "./errors";

const { DomainError } = errors;

test("a refusal made by another bundle's copy of the class is a refusal here too", async () => {
  vi.resetModules();
  const otherCopy = await import("./errors");
  expect(otherCopy).not.toBe(errors);
  expect(new otherCopy.DomainError("overloaded")).toBeInstanceOf(DomainError);
});

test("another error is not a refusal", () => {
  expect(new Error("overloaded")).not.toBeInstanceOf(DomainError);
  expect({ name: "DomainError" }).not.toBeInstanceOf(DomainError);
});
