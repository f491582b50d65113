import type { McpHttpHandler } from "@modelcontextprotocol/server";
import type { Called } from "./call";
import type { Tool } from "./tools";

/** What one message may use: the tools offered to its sender, and the way to call one. */
export type Offer = { tools: Tool[]; call: (name: string) => Promise<Called> | undefined };

const SERVER = { name: "leadvibe-admin", title: "LeadVibe Admin", version: "1.0.0" };

const INSTRUCTIONS = [
  "Each tool is an operation of the LeadVibe Admin API and takes its parameters as arguments, and its JSON body as `body`.",
  "`listOrgUnits` lists the organizational units (OUs); tools for an OU's data take its ID as `unit_id`.",
  "Ask for long lists in pages: give `limit`, and continue with the `cursor` in the answer's Link.",
  "Tools with `dry_run` only preview unless `dry_run` is false.",
].join(" ");

async function createHandler(): Promise<McpHttpHandler> {
  const { createMcpHandler, ProtocolError, ProtocolErrorCode, Server } = await import("@modelcontextprotocol/server");
  return createMcpHandler(
    ({ authInfo }) => {
      const { tools, call } = (authInfo as { extra?: unknown }).extra as Offer;
      // The low-level server, because McpServer would compile a hundred tools for each message.
      const server = new Server(SERVER, { capabilities: { tools: {} }, instructions: INSTRUCTIONS });
      server.setRequestHandler("tools/list", () => ({ tools: tools.map(({ listed }) => listed) }));
      server.setRequestHandler("tools/call", ({ params: { name } }) => {
        const called = call(name);
        if (!called) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no tool ${name}.`);
        return called;
      });
      return server;
    },
    { maxSubscriptions: 0 }, // nothing that it offers changes
  );
}

let handler: Promise<McpHttpHandler> | undefined;

/** Answers one JSON-RPC message. The protocol is loaded with the first one, so a server that nobody connects to has no cost. */
export async function answerMessage(message: object, headers: Record<string, string>, offer: Offer): Promise<Response> {
  handler ??= createHandler();
  const { fetch } = await handler;
  const request = new Request("http://localhost/mcp", { method: "POST", headers });
  return fetch(request, { parsedBody: message, authInfo: { token: "", clientId: "", scopes: [], extra: offer } });
}
