import { createClient, LeadVibeError } from "@leadvibe/admin";

const leadvibe = createClient({
  baseUrl: process.env.LEADVIBE_URL ?? "http://localhost:3000",
  token: process.env.LEADVIBE_TOKEN ?? "",
});

const { data: me } = await leadvibe.GET("/me");
const changes = [{ op: "set_org_role" as const, org_member_id: me.org_member_id, role: "viewer" as const }];

const { data: preview } = await leadvibe.POST("/access-changes", { body: { changes, dry_run: true } });
for (const item of preview.items) console.log(item.name, item.effect);

try {
  await leadvibe.POST("/access-changes", { body: { changes } });
} catch (error) {
  if (!(error instanceof LeadVibeError && error.code === "change_refused")) throw error;
  console.log(error.message);
}
