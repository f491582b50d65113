import { expect, test, vi } from "vitest";
import { DomainError } from "./errors";

test("a refusal made by another bundle's copy of the class is a refusal here too", async () => {
  vi.resetModules();
  const { DomainError: OtherCopy } = await import("./errors");
  expect(OtherCopy).not.toBe(DomainError);
  expect(new OtherCopy("overloaded")).toBeInstanceOf(DomainError);
});

test("another error is none", () => {
  expect(new Error("overloaded")).not.toBeInstanceOf(DomainError);
  expect({ name: "DomainError" }).not.toBeInstanceOf(DomainError);
});
