import { type Aim, attacks, run } from "./attacks";

/** The process's single input. */
export type Order = { name: string; aim: Omit<Aim, "url"> & { url: string }; seconds: number };

// bench/attacks/main.ts runs this as a separate process with the lowest priority.
process.once("message", async ({ name, aim, seconds }: Order) => {
  const attack = attacks.find((one) => one.name === name);
  if (!attack) throw new Error(`there is no attack ${name}`);
  const statuses = await run(attack, { ...aim, url: new URL(aim.url) }, Date.now() + seconds * 1000);
  process.send?.([...statuses], () => process.exit());
});
process.send?.("ready"); // the large bodies have been built
