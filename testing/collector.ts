import http from "node:http";
import type net from "node:net";
import { z } from "zod";

const Attribute = z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) });
const Span = z.object({
  name: z.string(),
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  kind: z.number(),
  attributes: z.array(Attribute),
  status: z.object({ code: z.number().optional() }),
});
const Export = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(Span) })) })),
});

/** Stands in for a collector of traces: OTLP over HTTP, as JSON. */
export async function openCollector() {
  const spans: z.output<typeof Span>[] = [];
  const bodies: string[] = [];
  let status = 200;
  const server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    response.writeHead(request.url === "/v1/traces" ? status : 404, { "Content-Type": "application/json" }).end("{}");
    if (status !== 200) return;
    bodies.push(body);
    const { resourceSpans } = Export.parse(JSON.parse(body));
    spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    spans,
    text: () => bodies.join("\n"),
    /** Answers with another status from now on. */
    answer: (another: number) => {
      status = another;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
