import { expect, test } from "vitest";
import { foundIn } from "./found-in";

const operation = (id: string, path: string, summary: string) => ({ id, method: "GET", path, summary });
const sections = [
  { tag: "Members", slug: "members", operations: [operation("listMembers", "/members", "List members")] },
  { tag: "Leads", slug: "leads", operations: [operation("listLeads", "/leads", "List the leads of the active OU")] },
];

test.each([
  ["leads", ["listLeads"]],
  ["LIST  members", ["listMembers"]],
  ["get /", ["listMembers", "listLeads"]],
  ["list nothing", []],
])("a search for %j finds operations that contain every word", (words, found) => {
  expect(foundIn(sections, words).map(({ id }) => id)).toEqual(found);
});
