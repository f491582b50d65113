// Loaded into a server before its own code (NODE_OPTIONS=--import). It removes the conditions that limit a statement to one
// organization and one OU, which leaves only row-level security. Each changed statement is written to E2E_WITHOUT_WHERE, so
// that the test knows it happened. The product does not contain this.
import fs from "node:fs";

const { Query } = await import(new URL("query.js", import.meta.resolve("postgres")).href); // the same instance as the product's

const CONDITION = /(?:"?\w+"?\.)?(?<!\w)"?(org_id|unit_id)"? = (\$\d+)(?!\w)/g;
const IDENTIFIES_UNITS = /\b(org_units|ou_memberships)\b/; // here a unit_id identifies the row, not the active OU
const note = process.env.E2E_WITHOUT_WHERE;
const noted = new Set();

function withoutWhere(text) {
  return text.replace(CONDITION, (condition, column, parameter) =>
    column === "unit_id" && IDENTIFIES_UNITS.test(text) ? condition : `(${parameter}::text is not null)`,
  );
}

const { handle } = Query.prototype;
Query.prototype.handle = function handleWithoutWhere() {
  const [text] = this.strings;
  if (note && this.tagged === false && !this.executed && text.includes("$")) {
    const changed = withoutWhere(text);
    if (changed !== text && !noted.has(text)) {
      noted.add(text);
      fs.appendFileSync(note, `${JSON.stringify(text)}\n`);
    }
    this.strings[0] = changed;
  }
  return handle.call(this);
};
