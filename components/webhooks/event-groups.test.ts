import { expect, test } from "vitest";
import { eventMeaning, exampleEvent } from "@/domain/webhooks/event-schema";
import { eventTypes, isEventPattern } from "@/domain/webhooks/schema";
import { eventGroups } from "./event-groups";

test("every event type can be chosen, in one group, and has a meaning and an example", () => {
  expect(eventGroups.flatMap(({ types }) => types).toSorted()).toEqual(eventTypes);
  expect(eventGroups.filter(({ pattern }) => !isEventPattern(pattern))).toEqual([]);
  for (const type of eventTypes) {
    expect(eventMeaning(type)).toMatch(/^\w/);
    expect(exampleEvent(type)).toMatchObject({ type, data: { action: type } });
  }
});
