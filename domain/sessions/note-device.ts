import { sql } from "drizzle-orm";
import { devices } from "@/db/schema/devices";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { queueMail } from "@/domain/mail/queue-mail";
import type { Client } from "@/lib/auth/client";
import { tokenHash } from "@/lib/auth/token";
import { deviceOf } from "@/lib/device";

const KEPT = 20; // devices per member; beyond that the least recently seen are forgotten

/**
 * Remembers the browser that a session starts in, and queues the mail about one that the member has not signed in with
 * before. The first sign-in of an account sends no mail, because there is no device to compare with.
 */
export async function noteDevice(tx: Tx, self: Actor, deviceSecret: string, client: Client): Promise<void> {
  const own = sql`${devices.orgId} = ${self.orgId} and ${devices.orgMemberId} = ${self.memberId}`;
  const [noted] = await tx.execute<{ is_new: boolean; is_first: boolean }>(
    sql`with noted as (
          insert into ${devices} (org_id, org_member_id, device_hash)
          values (${self.orgId}, ${self.memberId}, ${tokenHash(deviceSecret)})
          on conflict (org_id, org_member_id, device_hash) do update set last_seen_at = now()
          returning xmax = 0 as is_new)
        select is_new, not exists (select from ${devices} where ${own}) as is_first from noted`,
  );
  if (!noted?.is_new) return;
  await tx.execute(
    sql`delete from ${devices} where ${own} and ${devices.deviceHash} in (
          select device_hash from ${devices} where ${own} order by last_seen_at desc, device_hash offset ${KEPT})`,
  );
  if (noted.is_first) return;
  const facts = { device: deviceOf(client.userAgent), ip: client.ip, at: new Date().toISOString() };
  await queueMail(tx, self, { kind: "new_sign_in", memberId: self.memberId, facts });
}
