import { sql } from "drizzle-orm";
import { findJson, jsonObject } from "@/db/json";
import { members } from "@/db/schema/members";
import { messages } from "@/db/schema/messages";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import { findLink } from "@/domain/account-links/use-link";
import { type Mail, mails, readMail, renderMail } from "@/emails/mail";
import { type LinkKind, linkKinds, linkToken, linkUrl } from "@/lib/auth/account-link";
import { isEmbedded, mailProvider } from "@/lib/env";
import type { MessageStatus } from "@/lib/message-status";
import { messageJson } from "./present";
import type { Message, OpenMessage } from "./schema";

type Stored = { message: Message; member: string; facts: unknown; link_id: string | null };

/**
 * A message with its text, rendered now, or null if the reader (an org admin) has none with that id. Contains its secret link
 * only if `showsLinks` for its status; otherwise says that the link is withheld. (docs/decisions/016)
 */
export async function openMessage(tx: Tx, reader: Reader, messageId: string): Promise<OpenMessage | null> {
  const json = jsonObject({
    message: messageJson,
    member: sql`(select ${members.firstName} || ' ' || ${members.lastName} from ${members}
      where ${members.orgId} = ${messages.orgId} and ${members.orgMemberId} = ${messages.orgMemberId})`,
    facts: messages.facts,
    link_id: messages.linkId,
  });
  const row = await findJson<Stored>(
    tx,
    sql`select ${json}::text as json from ${messages}
           where ${messages.orgId} = ${reader.orgId} and ${messages.messageId} = ${messageId}`,
  );
  return row && present(row.parse());
}

/**
 * Whether an admin may see the secret link of a message: only with the embedded database and no mail provider, where the
 * page is the only way to get it. Otherwise an admin must not read a colleague's link.
 */
export const showsLinks = (status: MessageStatus) =>
  isEmbedded() && mailProvider() === "local" && (status === "kept" || status === "queued");

async function present({ message, member, facts, link_id: linkId }: Stored): Promise<OpenMessage> {
  const kind = linkKinds.find((one) => one === message.kind);
  const url = kind && linkId !== null && showsLinks(message.status) ? linkUrl(kind, linkId) : undefined;
  return { message, member, mail: await render(message.kind, facts, url), link: await linkStateOf(kind, linkId, url) };
}

async function linkStateOf(
  kind: LinkKind | undefined,
  linkId: string | null,
  url: string | undefined,
): Promise<OpenMessage["link"]> {
  if (linkId === null) return "none";
  if (!kind || url === undefined) return "withheld";
  return (await findLink(kind, linkToken(kind, linkId)))?.state === "live" ? "shown" : "ended";
}

async function render(kind: string, facts: unknown, link: string | undefined): Promise<OpenMessage["mail"]> {
  try {
    const mail = readMail(kind, facts);
    return await renderMail((mails[mail.kind].linked && link ? { ...mail, link } : mail) as Mail);
  } catch {
    return null; // stored by another version or by hand; the page says so
  }
}
