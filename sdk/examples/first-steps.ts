import { createClient } from "@leadvibe/admin";

const leadvibe = createClient({
  baseUrl: process.env.LEADVIBE_URL ?? "http://localhost:3000",
  token: process.env.LEADVIBE_TOKEN ?? "",
});

const { data: unit } = await leadvibe.POST("/org-units", { body: { name: "Benelux Sales" } });
console.log(unit.unit_id, unit.slug);

for await (const member of leadvibe.each("/members", { params: { query: { role: "admin" } } })) {
  console.log(member.email, member.ou_memberships.length);
}
