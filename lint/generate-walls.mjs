// Makes lint/walls.gen.json of lint/walls.mjs: Biome replaces a rule's options from one override to the next, so each room
// and each set of exempted files gets one that names all of its walls.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { rooms, walls } from "./walls.mjs";

export const GENERATED = path.join(import.meta.dirname, "walls.gen.json");

const wallsOf = (room) => walls.filter((wall) => wall.rooms.includes(room));

function roomOf(file) {
  const holds = ([, files]) => files.endsWith("/**") && file.startsWith(files.slice(0, -2));
  return Object.entries(rooms).findLast(holds)[0];
}

function override(files, held) {
  const patterns = held.map(({ refuses, says }) => ({ group: refuses, message: says }));
  const noRestrictedImports = { level: "error", options: { patterns } };
  return { includes: files, linter: { rules: { style: { noRestrictedImports } } } };
}

/** The exempted files, those that hold the same walls together: Biome looks at each override for every rule and file. */
function exemptions() {
  const alike = new Map();
  for (const file of [...new Set(walls.flatMap(({ except = [] }) => except))].sort()) {
    const held = wallsOf(roomOf(file)).filter(({ except = [] }) => !except.includes(file));
    const key = held.map((wall) => walls.indexOf(wall)).join();
    alike.set(key, { held, files: [...(alike.get(key)?.files ?? []), file] });
  }
  return [...alike.values()];
}

/** The configuration's text. */
export function generate() {
  const overrides = [
    ...Object.entries(rooms).map(([room, files]) => override([files], wallsOf(room))),
    ...exemptions().map(({ held, files }) => override(files, held)),
  ];
  return `{ "overrides": [\n${overrides.map((each) => JSON.stringify(each)).join(",\n")}\n] }\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(GENERATED, generate());
