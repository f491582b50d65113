import { z } from "zod";
import type { UnitActor } from "@/domain/access/actor";
import { ownOrigin } from "@/lib/auth/origin";
import { appUrl } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import type { Handler } from "@/lib/http/answer";
import type { Declaration } from "@/lib/http/declaration";
import { factsOf } from "@/lib/http/endpoint";
import { guarded } from "@/lib/http/guarded";
import type { HttpRequest } from "@/lib/http/http-request";
import { Reply } from "@/lib/http/reply";
import { validate } from "@/lib/http/validate";
import { JsonText } from "@/lib/json-text";
import { callTool } from "./call";
import { answerMessage, type Offer } from "./protocol";
import { type ApiDocument, isOffered, type Tool, toolsOf } from "./tools";

type Api = { document: ApiDocument; routes: Record<string, Partial<Record<string, unknown>>> };

// What the protocol reads. Nothing else reaches it, least of all the credential.
const PROTOCOL_HEADERS = ["accept", "content-type", "mcp-protocol-version", "mcp-method", "mcp-name"];

const Message = z.looseObject({ jsonrpc: z.literal("2.0"), params: z.looseObject({}).optional() });
type Message = z.output<typeof Message>;

/** The address of the metadata that tells clients how to authenticate (RFC 9728). */
const metadataUrl = () => new URL("/.well-known/oauth-protected-resource/mcp", appUrl()).href;

const declaration = {
  id: "mcp",
  tag: "",
  summary: "",
  undocumented: true,
  rate: "reads",
  query: z.strictObject({ toolsets: z.string().optional() }),
  body: z.unknown(),
  responses: { 200: z.looseObject({}), 202: null },
} as const satisfies Declaration;

/** The request without its cookies, which are no credential here, and without a key, which belongs to a call. */
function withoutCookies({ method, url, headers, body }: HttpRequest): HttpRequest {
  const get = (name: string) => (/^(cookie|idempotency-key)$/i.test(name) ? null : headers.get(name));
  return { method, url, headers: { get, has: (name) => get(name) !== null }, body };
}

/** The tools of some toolsets, or all. Throws invalid_content for a toolset that does not exist. */
function chosen(tools: Tool[], toolsets: string | undefined): Tool[] {
  if (toolsets === undefined) return tools;
  const known = new Set(tools.map(({ toolset }) => toolset));
  const wanted = toolsets.split(",");
  if (wanted.every((name) => known.has(name))) return tools.filter(({ toolset }) => wanted.includes(toolset));
  const detail = `must be some of ${[...known].join(", ")}, separated by commas`;
  throw new DomainError("invalid_content", undefined, [{ pointer: "/toolsets", detail }]);
}

async function answerTo(message: Message, offer: Offer, { headers }: HttpRequest) {
  const read = PROTOCOL_HEADERS.map((name) => [name, headers.get(name) ?? ""]).filter(([, value]) => value !== "");
  const answer = await answerMessage(message, Object.fromEntries(read), offer);
  const type = answer.headers.get("content-type");
  const text = await answer.text();
  const body = text === "" ? undefined : new JsonText<Record<string, unknown>>(text);
  return new Reply(answer.status, body, type ? { "Content-Type": type } : {});
}

/**
 * The Model Context Protocol's endpoint: a tool for each operation of the API. Every message is authenticated, limited and
 * logged as a request of its own; a call is then another one, through the operation's handler.
 */
export function mcpEndpoint(loadApi: () => Promise<Api>): Handler {
  let tools: Tool[] | undefined;
  const handler = guarded<typeof declaration, { actor: UnitActor }, object>(
    declaration,
    {
      reader: {},
      note: ({ actor }, annotate) => annotate.log(factsOf(actor)),
      admit: ({ actor }) => ({ actor }),
      challenge: (_request, annotate) =>
        annotate.headers({ "WWW-Authenticate": `Bearer resource_metadata="${metadataUrl()}"` }),
    },
    () => true,
    {
      relay: async ({ actor, query, body, request }) => {
        // Where a name leads to us that is not ours (DNS rebinding), browsers send it as the origin.
        if (request.headers.has("origin") && !ownOrigin(request)) throw new DomainError("origin_refused");
        const message = validate(Message, body);
        return async () => {
          const { document, routes } = await loadApi();
          tools ??= toolsOf(document);
          const all = chosen(tools, query.toolsets);
          const call = (name: string) => {
            const tool = all.find(({ listed }) => listed.name === name);
            const operation = tool && (routes[tool.pattern]?.[tool.method] as Handler);
            return operation && callTool(tool, operation, message.params?.arguments ?? {}, request.headers);
          };
          return answerTo(message, { tools: all.filter((tool) => isOffered(tool, actor)), call }, request);
        };
      },
    },
  );
  return Object.assign(
    (request: HttpRequest, context: Parameters<Handler>[1]) => handler(withoutCookies(request), context),
    {
      declaration,
      finish: (request: HttpRequest, params: Record<string, string>) => handler.finish(withoutCookies(request), params),
    },
  );
}
