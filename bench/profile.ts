import fs from "node:fs";
import path from "node:path";
import { drive } from "./load";
import { type Bench, chosenOperations } from "./measure";
import { startOurs } from "./targets";

/**
 * Runs only our server, under `node --cpu-prof`, and writes its profile and the times of pg_stat_statements to the folder.
 * Open the profile in Chrome's developer tools.
 */
export async function profileOurs(bench: Bench, folder: string): Promise<void> {
  const { settings, database, owner, postgresPid } = bench;
  const output = path.resolve(folder);
  fs.mkdirSync(output, { recursive: true });
  await owner`create extension if not exists pg_stat_statements`;
  for (const { operation, tenants, warmUp } of chosenOperations(bench)) {
    const title = operation.title.replaceAll(/[^A-Za-z0-9]+/g, "-");
    const target = await startOurs(database, {
      nodeOptions: ["--cpu-prof", `--cpu-prof-dir=${output}`, `--cpu-prof-name=${title}.cpuprofile`],
    });
    try {
      const load = { target, operation, tenants, connections: settings.connections, postgresPid };
      await drive(load, { amount: warmUp });
      await owner`select pg_stat_statements_reset()`;
      const sample = await drive(load, { duration: settings.rounds * settings.secondsPerRound });
      const statements = await owner`
        select calls::int, round((total_exec_time / calls)::numeric, 4)::float8 as mean_ms, left(query, 300) as query
          from pg_stat_statements order by total_exec_time desc limit 12`;
      fs.writeFileSync(path.join(output, `${title}.json`), JSON.stringify(statements, null, 2));
      process.stdout.write(`${operation.title}: ${Math.round(sample.requests / sample.seconds)} requests/s\n`);
    } finally {
      await target.stop();
    }
  }
}
