// Audits a page with Lighthouse: reads { url, flags } as JSON and writes the result as JSON. It is a process of its own because
// Lighthouse is installed in this folder only.
import { json } from "node:stream/consumers";
import lighthouse, { desktopConfig } from "lighthouse";

const { url, flags } = await json(process.stdin);
const run = await lighthouse(url, flags, desktopConfig);
if (!run || run.lhr.runtimeError) throw new Error(run?.lhr.runtimeError?.message ?? "Lighthouse gave no result");
process.stdout.write(JSON.stringify(run.lhr));
