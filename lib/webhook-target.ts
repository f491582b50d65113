import { env } from "./env";
import { isLoopback, isPublicAddress, literalAddress } from "./public-address";

const allowsLoopback = () => env().DANGEROUSLY_ALLOW_WEBHOOKS_TO_LOOPBACK === "on";

/** Whether a webhook may be sent to that IP address. */
export const isTargetAddress = (address: string): boolean =>
  isPublicAddress(address) || (allowsLoopback() && isLoopback(address));

/** What is wrong with the URL of a webhook endpoint, as a sentence for a person; undefined if nothing is. (contract §12) */
export function targetFault(text: string): string | undefined {
  if (!URL.canParse(text)) return "must be a URL such as https://example.com/hooks";
  const url = new URL(text);
  const address = literalAddress(url);
  const isLocal = allowsLoopback() && address !== undefined && isLoopback(address);
  if (url.protocol !== "https:" && !(isLocal && url.protocol === "http:")) return "must begin with https://";
  if (url.username || url.password) return "must not contain a user name or password";
  if (url.hash) return "must not contain a fragment";
  if (/(^|\.)localhost\.?$/.test(url.hostname)) return "must not name this machine";
  if (address !== undefined && !isTargetAddress(address)) return "must not name an address that is not public";
  return undefined;
}
