import { database, newId, seedDeactivated, seedMember } from "./seed";

// What has happened in an organization: changes of access, mail, saved views, and the audit log's checkpoint.

/** The ID of a change that gave a new member access to the OU, or without an OU, that deactivated an org admin. */
export async function seedAccessChange(orgId: string, unitId: string | null = null): Promise<string> {
  const id = newId("chg");
  const memberId = unitId
    ? (await seedMember(orgId, "viewer", { [unitId]: "viewer" })).org_member_id
    : await seedDeactivated(orgId, "admin");
  const [op, before, after] = unitId
    ? ["grant", null, { role: "viewer", expires_at: null }]
    : ["deactivate", { status: "active" }, { status: "deactivated" }];
  const summary = { changed: 1, none: 0, refused: 0, members: 1, ops: { [op]: 1 } };
  const json = (value: object | null) => (value === null ? null : JSON.stringify(value));
  await database()`insert into access_changes (org_id, change_id, summary, about_unit_ids)
    values (${orgId}, ${id}, ${json(summary)}::text::jsonb, ${unitId ? [unitId] : []})`;
  await database()`insert into access_change_items (org_id, change_id, index, op, org_member_id, about_unit_id, before, after, has_changed, ended_created)
    values (${orgId}, ${id}, 0, ${op}, ${memberId}, ${unitId}, ${json(before)}::text::jsonb, ${json(after)}::text::jsonb, true, false)`;
  return id;
}

/** Gives the organization's audit log a checkpoint and a key, which nobody has really signed with. */
export async function seedCheckpoint(orgId: string): Promise<void> {
  await database()`insert into audit_trees (org_id, checkpoint) values (${orgId}, 'seeded') on conflict do nothing`;
  await database()`insert into audit_keys (org_id, key) values (${orgId}, 'seeded') on conflict do nothing`;
}

/** The ID of a sent mail to a member, without a job or a link. */
export async function seedMessage(orgId: string, memberId: string): Promise<string> {
  const id = newId("msg");
  const facts = { first_name: "Ada", organization: "Acme", at: "2026-11-21T12:00:00Z" };
  await database()`insert into messages (org_id, message_id, org_member_id, kind, to_address, facts, status, attempts, sent_at)
    select org_id, ${id}, org_member_id, 'password_changed', email, ${JSON.stringify(facts)}::text::jsonb, 'sent', 1, now()
      from members where org_id = ${orgId} and org_member_id = ${memberId}`;
  return id;
}

/** The ID of an open access review of an OU with one undecided item, a new viewer's membership, and that item's ID. */
export async function seedAccessReview(orgId: string, unitId: string): Promise<{ id: string; itemId: string }> {
  const [id, itemId] = [newId("rev"), newId("rvi")];
  const { org_member_id: memberId } = await seedMember(orgId, "viewer", { [unitId]: "viewer" });
  await database()`insert into access_reviews (org_id, review_id, about_unit_ids, due_at)
    values (${orgId}, ${id}, ${[unitId]}, now() + interval '14 days')`;
  await database()`insert into access_review_items (org_id, review_id, item_id, about_unit_id, org_member_id, role, org_role, granted_at, last_active_at)
    select org_id, ${id}, ${itemId}, unit_id, org_member_id, role, 'viewer', created_at, now() - interval '40 days'
      from ou_memberships where org_id = ${orgId} and unit_id = ${unitId} and org_member_id = ${memberId}`;
  return { id, itemId };
}

/** The ID of a new saved view of a member. */
export async function seedView(orgId: string, memberId: string): Promise<string> {
  const id = newId("view");
  await database()`insert into saved_views (org_id, org_member_id, view_id, name, query)
    values (${orgId}, ${memberId}, ${id}, ${id}, 'status=invited')`;
  return id;
}

/** Makes the access of so many members end by itself within a week. */
export async function seedEnds(orgId: string, count: number): Promise<void> {
  await database()`update ou_memberships set expires_at = now() + interval '3 days' where (org_id, unit_id, org_member_id) in (
    select org_id, unit_id, org_member_id from ou_memberships where org_id = ${orgId} and role = 'viewer' order by 3 limit ${count})`;
}

/** The ID of a webhook endpoint that gets events of rules, and whose secret nobody can read. */
export async function seedWebhookEndpoint(orgId: string): Promise<string> {
  const id = newId("whe");
  await database()`update organizations set has_webhooks = true where org_id = ${orgId}`;
  await database()`insert into webhook_endpoints (org_id, endpoint_id, url, event_types, secret)
    values (${orgId}, ${id}, 'https://hooks.example.com/in', '{rule.*}', 'v1.seeded')`;
  return id;
}

const refusal = {
  at: "2026-11-21T12:00:01Z",
  url: "https://hooks.example.com/in",
  milliseconds: 80,
  status: 500,
  error: null,
};

/** The ID of a delivery that was given up, to this endpoint or a new one. */
export async function seedWebhookDelivery(orgId: string, endpointId?: string): Promise<string> {
  const id = newId("whd");
  const attempts = JSON.stringify([{ ...refusal, answer: "The receiver is down" }]);
  const data = JSON.stringify({ target: { type: "lead", id: "lead_0", name: null } });
  await database()`insert into endpoint_deliveries (org_id, delivery_id, endpoint_id, type, happened_at, data, attempts, status)
    values (${orgId}, ${id}, ${endpointId ?? (await seedWebhookEndpoint(orgId))}, 'lead.created', '2026-11-21T12:00:00Z', ${data}::text::jsonb,
            ${attempts}::text::jsonb, 'failed')`;
  return id;
}
