type Call = { token: string; unitId: string };

/** Calls the API in an OU with a token. Returns the answer's body; throws if it is refused. */
export async function callInUnit<T>({ token, unitId }: Call, method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${process.env.E2E_API_URL}${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", "X-Active-OU-ID": unitId },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** The e-mail address of the lead with this number. */
export const leadEmail = (number: number): string => `lead.${number}@example.com`;

/** Adds a rule to the OU that gives `weight` points for an event of the type. */
export async function addRule(call: Call, event_type: string, weight: number): Promise<void> {
  const { id } = await callInUnit<{ id: string }>(call, "POST", "/rulesets", { name: "Website", kind: "engagement" });
  await callInUnit(call, "POST", `/rulesets/${id}/rules`, { event_type, weight });
}

/** Sends an event about the person with this e-mail address. Returns the lead's ID. */
export async function sendEvent(call: Call, email: string, event_type: string): Promise<string> {
  const aliases = [{ alias_kind: "email", raw_value: email }];
  return (await callInUnit<{ lead_id: string }>(call, "POST", "/ingest", { event_type, aliases })).lead_id;
}

/** Fills an OU with leads, a ruleset of each kind and events. Returns the ID of a lead with something in every part of its page. */
export async function fillUnit(token: string, unitId: string, leads: number): Promise<string> {
  const call = { token, unitId };
  await addRule(call, "pricing_page_viewed", 15);
  const fit = await callInUnit<{ id: string }>(call, "POST", "/rulesets", {
    name: "Company fit",
    kind: "profile",
    starts_at: "2025-01-01T00:00:00Z",
  });
  const rule = { profile_field: "employees", operator: "greater_than", value: 200, weight: 25 };
  await callInUnit(call, "POST", `/rulesets/${fit.id}/rules`, rule);
  const numbers = Array.from({ length: leads }, (_any, number) => number + 1);
  const events = numbers.map((number) => ({
    event_type: number % 2 ? "page_viewed" : "pricing_page_viewed",
    aliases: [{ alias_kind: "email", raw_value: leadEmail(number) }],
  }));
  await callInUnit(call, "POST", "/ingest", events);
  const { lead_id: id } = await callInUnit<{ lead_id: string }>(call, "POST", "/leads", {
    owner_name: "Konstantinos Papadimitrakopoulos-Anagnostopoulos",
    profile: { name: "Adele Goldberg", company: "Analytical Engines", employees: 250 },
    aliases: [{ alias_kind: "email", raw_value: "ada@example.com" }],
  });
  const metadata = { page: "/pricing", campaign: "spring-2026", referrer: "https://www.example.org/search?q=lead" };
  await callInUnit(call, "POST", "/ingest", [
    { event_type: "pricing_page_viewed", lead_id: id, metadata },
    { event_type: "page_viewed", lead_id: id },
  ]);
  return id;
}
