import { verifyWebhook } from "@leadvibe/admin/webhooks";

/** A receiver for any server that speaks `Request` and `Response`. */
export async function receive(request: Request): Promise<Response> {
  const secret = process.env.WEBHOOK_SECRET ?? "";
  const event = await verifyWebhook({ secret, headers: request.headers, body: await request.text() });
  console.log(event.type, event.data.target?.id);
  return new Response(null, { status: 204 });
}
