import { type Aim, attacks, run } from "./attacks";

/** What the process is told to do, once. */
export type Order = { name: string; aim: Omit<Aim, "url"> & { url: string }; seconds: number };

// A process of its own, which bench/attacks/main.ts runs with the lowest priority.
process.once("message", async ({ name, aim, seconds }: Order) => {
  const attack = attacks.find((one) => one.name === name);
  if (!attack) throw new Error(`there is no attack ${name}`);
  const statuses = await run(attack, { ...aim, url: new URL(aim.url) }, Date.now() + seconds * 1000);
  process.send?.([...statuses], () => process.exit());
});
process.send?.("ready"); // the big bodies are made
