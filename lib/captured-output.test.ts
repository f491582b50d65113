import { expect, test } from "vitest";
import { presentable } from "./captured-output";

const id = "0".repeat(32);
const code = "Ab-_".repeat(11).slice(0, 43);

test.each([
  `/invitation/lnk_${id}.${code}`,
  `GET https://admin.example/choose-password/lnk_${id}.${code}?error=x 200`,
  `⨯ upstream image response failed for /x?url=%2Freset-password%2Flnk_${id}.${code} 404`,
  `"/confirm-email/${code}"`,
  `lnk_${id}.${code}`,
  `lnk_${id}%2e${code}`,
])("a link's secret is removed: %s", (text) => {
  expect(presentable(text)).not.toContain(code);
  expect(presentable(text)).toContain("…");
});

test("the parameters of a failed query are removed, with their line breaks, and the stack is kept", () => {
  const text = presentable("⨯ Error: Failed query: select $1\nparams: hunter2,a\nb@example.com\n    at page (x.js:1)");
  expect(text).toBe("⨯ Error: Failed query: select $1\nparams: …\n    at page (x.js:1)");
  expect(presentable("Failed query: select $1\nparams: hunter2\nhunter2")).not.toContain("hunter2");
});

test("colours are removed, and long text is cut", () => {
  expect(presentable("\u001b[31m⨯\u001b[39m failed\n")).toBe("⨯ failed");
  expect(presentable("x".repeat(1_000_000)).length).toBe(2001);
});
