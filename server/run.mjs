// The entry of every npm script that runs the product: node server/run.mjs <command> [arguments]. It rebuilds stale bundles
// and continues in the same process, so that signals reach the server and not its parent.
import path from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = [20, 19];
const MODULES = {
  start: "main.js",
  dev: "main.js",
  worker: "cli/worker.js",
  "org-create": "cli/org-create.js",
  "org-list": "cli/org-list.js",
  "org-suspend": "cli/org-suspend.js",
  "org-resume": "cli/org-resume.js",
  "org-delete": "cli/org-delete.js",
  "org-export": "cli/org-export.js",
  "org-import": "cli/org-import.js",
  "token-create": "cli/token-create.js",
  "db-migrate": "cli/db-migrate.js",
  "db-functions": "cli/db-functions.js",
  "demo-events": "cli/demo-events.js",
  "audit-verify": "cli/audit-verify.js",
  "audit-prune": "cli/audit-prune.js",
  "keys-rotate": "cli/keys-rotate.js",
  "secrets-reseal": "cli/secrets-reseal.js",
  backup: "cli/backup.js",
  restore: "cli/restore.js",
  "restore-check": "cli/restore-check.js",
};

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  fail(`Node ${OLDEST_NODE.join(".")} or newer is needed; this is ${process.versions.node}.`);
}

const [command, ...args] = process.argv.slice(2);
if (command !== "build" && !Object.hasOwn(MODULES, command ?? "")) {
  fail(`Usage: node server/run.mjs ${["build", ...Object.keys(MODULES)].join("|")} [arguments]`);
}

// Relative paths such as DATA_DIR's mean the same wherever the command is called from.
process.chdir(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
process.env.NODE_ENV = command === "dev" ? "development" : "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";

// Until the server has installed its own handlers, there is nothing to stop.
const leave = () => process.exit(command === "build" ? 1 : 0);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, leave);

const { ensureBundle, ensureNextBuild } = await import("./build.mjs");
try {
  const bundle = await ensureBundle();
  if (command === "build") {
    if (!(await ensureNextBuild())) fail("The build failed; its output is above.");
  } else {
    const { main } = await import(path.join(bundle, MODULES[command]));
    const running = main(args, ensureNextBuild);
    // Only now that there are other listeners: with the last one, node would drop a signal that has arrived.
    for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, leave);
    await running;
  }
} catch (error) {
  if (error?.code === "ERR_MODULE_NOT_FOUND") fail(`Run npm ci first: ${error.message}`);
  throw error;
}
