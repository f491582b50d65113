import { expect, test } from "vitest";
import { countByType, groupByDay } from "./timeline-days";

const event = (event_type: string, timestamp: string) => ({
  event_id: timestamp,
  event_type,
  timestamp,
  metadata: null,
});
const events = [
  event("viewed", "2026-11-28T09:00:00Z"),
  event("clicked", "2026-11-28T08:00:00Z"),
  event("viewed", "2026-11-28T00:30:00Z"),
  event("viewed", "2026-11-27T23:30:00Z"),
];

test("events are grouped by day and type, the latest first, in the zone of whoever reads", () => {
  const shape = (dayOf: (timestamp: string) => string) =>
    groupByDay(events, dayOf).map(({ day, kinds }) => [day, kinds.map((kind) => `${kind.type} ${kind.events.length}`)]);
  expect(shape((timestamp) => timestamp.slice(0, 10))).toEqual([
    ["2026-11-28", ["viewed 2", "clicked 1"]],
    ["2026-11-27", ["viewed 1"]],
  ]);
  expect(shape(() => "one day")).toEqual([["one day", ["viewed 3", "clicked 1"]]]);
});

test("types are counted, the most frequent first", () => {
  expect(countByType(events)).toEqual([
    { type: "viewed", count: 3 },
    { type: "clicked", count: 1 },
  ]);
  expect(countByType([])).toEqual([]);
});
