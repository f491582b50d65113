import { createClient } from "@leadvibe/admin";

const leadvibe = createClient({
  baseUrl: process.env.LEADVIBE_URL ?? "http://localhost:3000",
  token: process.env.LEADVIBE_TOKEN ?? "",
});

const { data: units } = await leadvibe.GET("/org-units");
for (const { unit_id } of units) {
  const inUnit = leadvibe.inUnit(unit_id);
  await inUnit.POST("/ingest", {
    body: { event_type: "demo_requested", aliases: [{ alias_kind: "email", raw_value: "grace@example.com" }] },
  });
  for await (const page of inUnit.pages("/leads", { params: { query: { sort: "-score", limit: 100 } } })) {
    for (const lead of page) console.log(lead.lead_id, lead.score);
  }
}
