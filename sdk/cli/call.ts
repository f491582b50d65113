import { itemsOf, nextQuery } from "@/sdk/src/pages";
import { createSend } from "@/sdk/src/send";
import type { Command } from "./command";
import { findLogin } from "./credentials";
import { parseCommand } from "./flags";
import { print } from "./print";
import { requestOf } from "./request";
import type { World } from "./world";

const LARGEST_PAGE = "200";

function urlOfPage(url: string, query: Record<string, string | string[]>): URL {
  const next = new URL(url);
  next.search = "";
  for (const [name, values] of Object.entries(query)) {
    for (const value of [values].flat()) next.searchParams.append(name, value);
  }
  return next;
}

type Send = ReturnType<typeof createSend>;

/** All items of a list, page by page. */
async function readAll(send: Send, first: Request): Promise<unknown[]> {
  const items: unknown[] = [];
  const start = new URL(first.url);
  if (!start.searchParams.has("limit")) start.searchParams.set("limit", LARGEST_PAGE);
  for (let url: URL | null = start; url; ) {
    const response = await send(new Request(url, { headers: first.headers }));
    items.push(...itemsOf(await response.json()));
    const query = nextQuery(response);
    url = query && urlOfPage(first.url, query);
  }
  return items;
}

/** Prints an answer as it is: a table or JSON, and anything else, such as a CSV, piece by piece as it arrives. */
async function printAnswer(command: Command, response: Response, asked: ReturnType<typeof parseCommand>, world: World) {
  if (!/json$/.test(response.headers.get("Content-Type") ?? "")) {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    for await (const piece of response.body ?? []) await world.out(decoder.decode(piece, { stream: true }));
    return;
  }
  const text = await response.text();
  const data: unknown = JSON.parse(text);
  await print({ data, text, rows: command.paged ? itemsOf(data) : data }, asked, world);
  if (world.isTerminal && nextQuery(response)) world.say("There are more; --all shows them.\n");
}

/** Calls a command's operation and prints the answer. Throws LeadVibeError, UsageError and NoTokenError. */
export async function call(command: Command, args: string[], world: World): Promise<void> {
  const asked = parseCommand(command, args);
  const { server } = asked.values;
  const login = findLogin(world, server as string | undefined);
  const request = await requestOf(command, asked, login.server, world);
  const send = createSend({ token: login.token });
  if (asked.values.all) return print({ data: await readAll(send, request) }, asked, world);
  const response = await send(request);
  if (response.headers.has("Deprecation")) {
    world.say(`${command.name} is deprecated, and works until ${response.headers.get("Sunset")}.\n`);
  }
  if (response.status === 204 || response.status === 304) return;
  await printAnswer(command, response, asked, world);
}
