// Loaded into a server before its own code (NODE_OPTIONS=--import): every statement that the application's scope sends loses
// the conditions by which it keeps to one organization and one OU. What is left is row-level security. Each statement so
// changed is noted in E2E_WITHOUT_WHERE, so that the test can tell that it was. Nothing of this is in the product.
import fs from "node:fs";

const { Query } = await import(new URL("query.js", import.meta.resolve("postgres")).href); // the instance that the product uses

const CONDITION = /(?:"?\w+"?\.)?"?(org_id|unit_id)"? = (\$\d+)(?!\w)/g;
const IDENTIFIES_UNITS = /\b(org_units|ou_memberships)\b/; // there a unit_id says which row is meant, not where one works
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
