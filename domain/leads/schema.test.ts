import { expect, test } from "vitest";
import { validate } from "@/lib/http/validate";
import { LeadBody } from "./schema";

const pointersOf = (body: string) => {
  try {
    validate(LeadBody, JSON.parse(body));
    return [];
  } catch (error) {
    return (error as { faults: { pointer: string }[] }).faults.map((fault) => fault.pointer);
  }
};

test.each<[string, string, string[]]>([
  [
    "an alias that is no value",
    '{"aliases":[{"alias_kind":"email","raw_value":"undefined"}]}',
    ["/aliases/0/raw_value"],
  ],
  ["a field that no object keeps", '{"profile":{"__proto__":"x"}}', ["/profile/__proto__"]],
  ["two fields of one name", '{"profile":{"a":1," a":2}}', ["/profile/ a"]],
  ["two forms of one name", '{"profile":{"\u00e9":1,"e\u0301":2}}', ["/profile/e\u0301"]],
  ["a number too large", '{"profile":{"n":1e999}}', ["/profile/n"]],
  ["an invisible name", '{"profile":{"\u2060":1}}', ["/profile/\u2060"]],
])("%s is refused where it stands", (_what, body, pointers) => {
  expect(pointersOf(body)).toEqual(pointers);
});
