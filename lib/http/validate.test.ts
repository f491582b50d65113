import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { CreateMemberBody } from "@/domain/members/schema";
import { CreateOrgUnitBody, SetActiveBody } from "@/domain/org-units/schema";
import { DomainError, type FieldFault } from "@/lib/errors";
import { validate } from "./validate";

function faultsOf(schema: z.ZodType, content: unknown): readonly FieldFault[] {
  try {
    validate(schema, content);
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    expect((error as DomainError).code).toBe("invalid_content");
    return (error as DomainError).faults ?? [];
  }
  return [];
}

const member = {
  first_name: "Ada",
  last_name: "Lovelace",
  email: "ada@example.com",
  password: "securepassword123",
  role: "editor",
};

test("content that fits comes back normalized", () => {
  expect(validate(CreateOrgUnitBody, { name: "  EMEA " })).toEqual({ name: "EMEA" });
  expect(validate(CreateMemberBody, member)).toEqual(member);
});

describe("faults", () => {
  test("are all told at once, each with its pointer", () => {
    const faults = faultsOf(CreateMemberBody, {
      first_name: 5,
      email: "no",
      password: "short",
      role: "king",
      admin: true,
    });
    expect(new Map(faults.map((fault) => [fault.pointer, fault.detail]))).toEqual(
      new Map([
        ["/first_name", "must be a string"],
        ["/last_name", "is required"],
        ["/email", "must be an e-mail address"],
        ["/password", "must be 12 to 256 characters long"],
        ["/role", "must be one of admin, editor, viewer"],
        ["/admin", "is not a documented field"],
      ]),
    );
  });

  test("point into arrays", () => {
    const ou_memberships = [
      { unit_id: "unit_1", role: "viewer" },
      { unit_id: 7, role: "viewer", extra: 1 },
    ];
    const pointers = faultsOf(CreateMemberBody, { ...member, ou_memberships }).map((fault) => fault.pointer);
    expect(pointers.sort()).toEqual(["/ou_memberships/1/extra", "/ou_memberships/1/unit_id"]);
  });

  test("name an OU that comes twice", () => {
    const entry = { unit_id: "unit_1", role: "viewer" };
    const faults = faultsOf(CreateMemberBody, { ...member, ou_memberships: [entry, entry] });
    expect(faults).toEqual([{ pointer: "/ou_memberships", detail: "must not name an OU twice" }]);
  });

  test("are escaped as JSON Pointers, and have no lone surrogate", () => {
    const pointers = faultsOf(CreateOrgUnitBody, { name: "x", "a/b": 1, "m~n": 1, "\ud800": 1 }).map(
      (fault) => fault.pointer,
    );
    expect(pointers).toEqual(["/a~1b", "/m~0n", "/\ufffd"]);
  });

  test("are told of the whole document with an empty pointer", () => {
    for (const content of [[], "text", 5, null, true, undefined]) {
      expect(faultsOf(SetActiveBody, content).map((fault) => fault.pointer)).toEqual([""]);
    }
  });

  test("are at most a hundred, however many there are", () => {
    const hostile = Object.fromEntries(Array.from({ length: 5_000 }, (_, key) => [`field${key}`, 1]));
    expect(faultsOf(CreateOrgUnitBody, hostile)).toHaveLength(100);
  });

  test("never repeat what was sent", () => {
    const faults = JSON.stringify(faultsOf(CreateMemberBody, { ...member, password: "hunter2", email: "hunter2" }));
    expect(faults).not.toContain("hunter2");
  });
});

test.each(["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"])(
  "%s is no documented field",
  (key) => {
    const content: unknown = JSON.parse(`{"name":"x",${JSON.stringify(key)}:{"polluted":true}}`);
    expect(faultsOf(CreateOrgUnitBody, content).map((fault) => fault.pointer)).toEqual([`/${key}`]);
    expect(Object.prototype).not.toHaveProperty("polluted");
  },
);

test("an inherited property is no field that was sent", () => {
  expect(faultsOf(CreateOrgUnitBody, JSON.parse('{"__proto__":{"name":"x"}}')).map((fault) => fault.pointer)).toContain(
    "/name",
  );
});
