import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { provideEnv } from "@/lib/env";
import { activeOrgUnitCookie, headerSafe, selectedUnitId } from "./unit-selection";

const selected = (headers: Record<string, string>) => selectedUnitId(new Request("http://localhost/", { headers }));

describe("the selection", () => {
  test.each([
    ["the header", { "X-Active-OU-ID": "unit_1" }, "unit_1"],
    ["the cookie", { Cookie: "activeOu=unit_2" }, "unit_2"],
    ["the header before the cookie", { "X-Active-OU-ID": "unit_1", Cookie: "activeOu=unit_2" }, "unit_1"],
    ["the cookie among others", { Cookie: "a=1; activeOu=unit_2;b=2" }, "unit_2"],
    ["the cookie where the header is empty", { "X-Active-OU-ID": " ", Cookie: "activeOu=unit_2" }, "unit_2"],
  ])("is %s", (_what, headers, unitId) => {
    expect(selected(headers as Record<string, string>)).toBe(unitId);
  });

  test.each([
    {},
    { Cookie: "" },
    { Cookie: "activeOu=" },
    { Cookie: "xactiveOu=unit_1" },
    { Cookie: "activeOu" },
    { Cookie: ";;=;" },
  ])("is none with %j", (headers) => {
    expect(selected(headers as Record<string, string>)).toBeUndefined();
  });
});

test("the cookie is HttpOnly, and Secure on https", () => {
  provideEnv({ APP_URL: "" });
  expect(activeOrgUnitCookie("unit_1")).toBe("activeOu=unit_1; Path=/; HttpOnly; SameSite=Lax");
  provideEnv({ APP_URL: "https://admin.example.com" });
  expect(activeOrgUnitCookie("unit_1")).toBe("activeOu=unit_1; Path=/; HttpOnly; Secure; SameSite=Lax");
});

describe("a name as a header", () => {
  test.each([
    ["EMEA & APAC Sales", "EMEA & APAC Sales"],
    ["Région", "R%C3%A9gion"],
    ["日本", "%E6%97%A5%E6%9C%AC"],
    ["🚀", "%F0%9F%9A%80"],
    ["100%", "100%25"],
    ["%41", "%2541"],
    ["a\r\nX-Injected: 1", "a%0D%0AX-Injected: 1"],
    ["\0\x7f", "%00%7F"],
  ])("%j is sent as %j", (name, header) => {
    expect(headerSafe(name)).toBe(header);
  });

  test("is printable ASCII that decodes to the name, whatever the name", () => {
    const wellFormed = fc.string({
      unit: fc.oneof(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
        fc.constantFrom("%", "\r", "\n", "🚀", "日"),
      ),
    });
    fc.assert(
      fc.property(wellFormed, (name) => {
        const header = headerSafe(name);
        expect(header).toMatch(/^[\x20-\x7e]*$/);
        expect(decodeURIComponent(header)).toBe(name);
        const carried = new Headers({ "X-Active-OU-Name": header }).get("x-active-ou-name");
        expect(decodeURIComponent(carried ?? "").trim()).toBe(name.trim());
      }),
    );
  });
});
