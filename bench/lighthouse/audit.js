// Audits a page with Lighthouse: reads { url, flags } as JSON, and writes the result as JSON. A process of its own, because only this
// folder has Lighthouse.
import { json } from "node:stream/consumers";
import lighthouse, { desktopConfig } from "lighthouse";

const { url, flags } = await json(process.stdin);
const run = await lighthouse(url, flags, desktopConfig);
if (!run || run.lhr.runtimeError) throw new Error(run?.lhr.runtimeError?.message ?? "Lighthouse gave no result");
process.stdout.write(JSON.stringify(run.lhr));
