import http from "node:http";
import type net from "node:net";
import { expect } from "@playwright/test";
import { type AcceptedMail, linksIn, openResendStandIn } from "@/testing/resend-stand-in";

/** Opens the run's stand-in for Resend, with an address where the workers, which are other processes, read its mails. */
export async function openMailbox() {
  const standIn = await openResendStandIn();
  const server = http.createServer((request, response) => {
    const to = new URL(request.url ?? "/", "http://any.invalid").searchParams.get("to") ?? "";
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(standIn.mailsTo(to)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  const close = async () => {
    await Promise.all([standIn.close(), new Promise((resolve) => server.close(resolve))]);
  };
  return { url: `http://127.0.0.1:${port}/`, env: standIn.env, close };
}

/** The mails that have arrived for an address, oldest first. */
export async function mailsTo(address: string): Promise<AcceptedMail[]> {
  const answer = await fetch(`${process.env.E2E_MAILBOX_URL}?to=${encodeURIComponent(address)}`);
  return (await answer.json()) as AcceptedMail[];
}

/** Waits for an address's mail number `count` (from 1) and returns it. */
export async function mailTo(address: string, count = 1): Promise<AcceptedMail> {
  await expect.poll(async () => (await mailsTo(address)).length, { timeout: 90_000 }).toBeGreaterThanOrEqual(count);
  return (await mailsTo(address))[count - 1] as AcceptedMail;
}

/** The single secret link in a mail. */
export function linkIn(mail: AcceptedMail): string {
  const [link = "", ...others] = linksIn(mail).filter((href) => /\/lnk_/.test(href));
  expect(others).toEqual([]);
  expect(mail.text).toContain(link); // for readers without HTML
  return link;
}
