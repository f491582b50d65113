import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Markdown } from "./markdown";

const html = (text: string) => renderToStaticMarkup(createElement(Markdown, { text }));

test.each([
  ["Send `limit`, **or** *else*.", "<p>Send <code>limit</code>, <strong>or</strong> <em>else</em>.</p>"],
  ["See [the docs](/docs).", '<p>See <a href="/docs" class="underline">the docs</a>.</p>'],
  ["One.\n\n- `a`\n- b", '<p>One.</p><ul class="list-disc pl-5 "><li><code>a</code></li><li>b</li></ul>'],
  ["- one\n  goes on\n- two", '<ul class="list-disc pl-5 "><li>one goes on</li><li>two</li></ul>'],
  ["## 1.0.0", '<h2 class="mt-8 mb-2 font-semibold text-lg">1.0.0</h2>'],
  ["2 * 3 * 4 and `**`", "<p>2 * 3 * 4 and <code>**</code></p>"],
])("renders %j", (text, expected) => {
  expect(html(text)).toBe(expected);
});

test.each(["<b>x</b>", "[x](javascript:alert(1))", "`<script>`"])("makes no HTML or script of %j", (text) => {
  expect(html(text)).not.toMatch(/<b>|<script|href/);
});
