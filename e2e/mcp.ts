import type { Answer } from "./api-client";
import type { Contract } from "./api-contract";
import type { Request } from "./matrix";

const HEADERS: Record<string, string> = {
  "X-Active-OU-ID": "unit_id",
  "Idempotency-Key": "idempotency_key",
  "If-Match": "if_match",
  "If-None-Match": "if_none_match",
};

/** What a tool answered, in the words of HTTP. */
export type Told = Pick<Answer<unknown>, "status" | "text">;

/**
 * Sends a request of the API as a call of its operation's tool at `/mcp` of a host, with dry runs off. The headers that no
 * tool has arguments for are left out.
 */
export async function callTool(
  url: string,
  { operations, document }: Contract,
  { token }: { token: string },
  { method, path, headers, body }: Request & { method: string },
): Promise<Told> {
  const { pathname, searchParams } = new URL(path, url);
  const template = (one: string) => new RegExp(`^${one.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
  const found = operations.find((one) => one.method === method && template(one.path).test(pathname));
  if (!found) throw new Error(`no operation for ${method} ${path}`);
  const { operation } = found;
  const reference = operation.requestBody?.content["application/json"]?.schema.$ref;
  const schema = document.components.schemas[String(reference).split("/").at(-1) ?? ""];
  const isDryInBody = Object.hasOwn(schema?.properties ?? {}, "dry_run");
  const isDryInQuery = operation.parameters?.some(({ name }) => name === "dry_run");
  const args = {
    ...template(found.path).exec(pathname)?.groups,
    ...Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)])),
    ...Object.fromEntries(
      Object.entries(headers ?? {}).flatMap(([name, value]) => (HEADERS[name] ? [[HEADERS[name], value]] : [])),
    ),
    ...(isDryInQuery ? { dry_run: searchParams.get("dry_run") ?? false } : {}),
    ...(body === undefined ? {} : { body: isDryInBody ? { dry_run: false, ...(body as object) } : body }),
  };
  const answer = await fetch(`${url}/mcp`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
      Accept: "application/json, text/event-stream",
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: operation.operationId, arguments: args },
    }),
  });
  const [, event = ""] = /^data: (.*)$/m.exec(await answer.text()) ?? [];
  const content: { text: string }[] = JSON.parse(event).result.content;
  const [, status] = /^HTTP (\d+)/.exec(content.at(-1)?.text ?? "") ?? [];
  return { status: Number(status), text: content.length > 1 ? (content[0]?.text ?? "") : "" };
}
