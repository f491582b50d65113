// Made by `npm run routes` from app/(api)/**/route.ts; do not edit.
import * as route0 from "@/app/(api)/.well-known/oauth-protected-resource/mcp/route";
import * as route1 from "@/app/(api)/access-changes/route";
import * as route2 from "@/app/(api)/access-changes/[id]/route";
import * as route3 from "@/app/(api)/access-changes/[id]/undo/route";
import * as route4 from "@/app/(api)/access-matrix/route";
import * as route5 from "@/app/(api)/access-matrix/export/route";
import * as route6 from "@/app/(api)/access-reviews/route";
import * as route7 from "@/app/(api)/access-reviews/[id]/route";
import * as route8 from "@/app/(api)/access-reviews/[id]/close/route";
import * as route9 from "@/app/(api)/access-reviews/[id]/export/route";
import * as route10 from "@/app/(api)/access-reviews/[id]/items/route";
import * as route11 from "@/app/(api)/access-reviews/[id]/items/[item_id]/route";
import * as route12 from "@/app/(api)/access-reviews/[id]/keep-remaining/route";
import * as route13 from "@/app/(api)/audit-log/route";
import * as route14 from "@/app/(api)/audit-log/checkpoint/route";
import * as route15 from "@/app/(api)/audit-log/export/route";
import * as route16 from "@/app/(api)/audit-log/key/route";
import * as route17 from "@/app/(api)/healthz/route";
import * as route18 from "@/app/(api)/ingest/route";
import * as route19 from "@/app/(api)/isolation/route";
import * as route20 from "@/app/(api)/isolation/check/route";
import * as route21 from "@/app/(api)/leads/route";
import * as route22 from "@/app/(api)/leads/[leadID]/route";
import * as route23 from "@/app/(api)/leads/[leadID]/score/route";
import * as route24 from "@/app/(api)/mcp/route";
import * as route25 from "@/app/(api)/me/route";
import * as route26 from "@/app/(api)/me/email/route";
import * as route27 from "@/app/(api)/me/password/route";
import * as route28 from "@/app/(api)/me/reauthenticate/route";
import * as route29 from "@/app/(api)/members/route";
import * as route30 from "@/app/(api)/members/batch/route";
import * as route31 from "@/app/(api)/members/batch-resend/route";
import * as route32 from "@/app/(api)/members/batch-update/route";
import * as route33 from "@/app/(api)/members/export/route";
import * as route34 from "@/app/(api)/members/[id]/route";
import * as route35 from "@/app/(api)/members/[id]/created/route";
import * as route36 from "@/app/(api)/members/[id]/credentials/route";
import * as route37 from "@/app/(api)/members/[id]/credentials/[credential_id]/route";
import * as route38 from "@/app/(api)/members/[id]/deactivate/route";
import * as route39 from "@/app/(api)/members/[id]/erase/route";
import * as route40 from "@/app/(api)/members/[id]/invitation/route";
import * as route41 from "@/app/(api)/members/[id]/invitation/link/route";
import * as route42 from "@/app/(api)/members/[id]/reactivate/route";
import * as route43 from "@/app/(api)/members/[id]/timeline/route";
import * as route44 from "@/app/(api)/messages/route";
import * as route45 from "@/app/(api)/openapi.json/route";
import * as route46 from "@/app/(api)/org-units/route";
import * as route47 from "@/app/(api)/org-units/active/route";
import * as route48 from "@/app/(api)/org-units/[id]/route";
import * as route49 from "@/app/(api)/org-units/[id]/access/route";
import * as route50 from "@/app/(api)/org-units/[id]/access/export/route";
import * as route51 from "@/app/(api)/org-units/[id]/memberships/route";
import * as route52 from "@/app/(api)/org-units/[id]/memberships/[org_member_id]/route";
import * as route53 from "@/app/(api)/org-units/[id]/memberships/[org_member_id]/created/route";
import * as route54 from "@/app/(api)/org-units/[id]/rulesets/copy/route";
import * as route55 from "@/app/(api)/organization/route";
import * as route56 from "@/app/(api)/readyz/route";
import * as route57 from "@/app/(api)/rulesets/route";
import * as route58 from "@/app/(api)/rulesets/[id]/route";
import * as route59 from "@/app/(api)/rulesets/[id]/preview/route";
import * as route60 from "@/app/(api)/rulesets/[id]/rules/route";
import * as route61 from "@/app/(api)/rulesets/[id]/rules/[ruleId]/route";
import * as route62 from "@/app/(api)/score/[leadID]/route";
import * as route63 from "@/app/(api)/score/[leadID]/explain/route";
import * as route64 from "@/app/(api)/score/[leadID]/history/route";
import * as route65 from "@/app/(api)/scoring/route";
import * as route66 from "@/app/(api)/secrets/route";
import * as route67 from "@/app/(api)/secrets/[id]/route";
import * as route68 from "@/app/(api)/settings/sessions/route";
import * as route69 from "@/app/(api)/settings/sessions/[id]/route";
import * as route70 from "@/app/(api)/settings/tokens/route";
import * as route71 from "@/app/(api)/settings/tokens/[id]/route";
import * as route72 from "@/app/(api)/settings/views/route";
import * as route73 from "@/app/(api)/settings/views/[id]/route";
import * as route74 from "@/app/(api)/top-leads/route";
import * as route75 from "@/app/(api)/webhook-deliveries/[id]/redeliver/route";
import * as route76 from "@/app/(api)/webhook-endpoints/route";
import * as route77 from "@/app/(api)/webhook-endpoints/[id]/route";
import * as route78 from "@/app/(api)/webhook-endpoints/[id]/deliveries/route";
import * as route79 from "@/app/(api)/webhook-endpoints/[id]/rotate-secret/route";
import * as route80 from "@/app/(api)/webhook-endpoints/[id]/test/route";
import * as route81 from "@/app/(api)/webhooks/resend/route";

export const apiRoutes = {
  "/.well-known/oauth-protected-resource/mcp": route0,
  "/access-changes": route1,
  "/access-changes/[id]": route2,
  "/access-changes/[id]/undo": route3,
  "/access-matrix": route4,
  "/access-matrix/export": route5,
  "/access-reviews": route6,
  "/access-reviews/[id]": route7,
  "/access-reviews/[id]/close": route8,
  "/access-reviews/[id]/export": route9,
  "/access-reviews/[id]/items": route10,
  "/access-reviews/[id]/items/[item_id]": route11,
  "/access-reviews/[id]/keep-remaining": route12,
  "/audit-log": route13,
  "/audit-log/checkpoint": route14,
  "/audit-log/export": route15,
  "/audit-log/key": route16,
  "/healthz": route17,
  "/ingest": route18,
  "/isolation": route19,
  "/isolation/check": route20,
  "/leads": route21,
  "/leads/[leadID]": route22,
  "/leads/[leadID]/score": route23,
  "/mcp": route24,
  "/me": route25,
  "/me/email": route26,
  "/me/password": route27,
  "/me/reauthenticate": route28,
  "/members": route29,
  "/members/batch": route30,
  "/members/batch-resend": route31,
  "/members/batch-update": route32,
  "/members/export": route33,
  "/members/[id]": route34,
  "/members/[id]/created": route35,
  "/members/[id]/credentials": route36,
  "/members/[id]/credentials/[credential_id]": route37,
  "/members/[id]/deactivate": route38,
  "/members/[id]/erase": route39,
  "/members/[id]/invitation": route40,
  "/members/[id]/invitation/link": route41,
  "/members/[id]/reactivate": route42,
  "/members/[id]/timeline": route43,
  "/messages": route44,
  "/openapi.json": route45,
  "/org-units": route46,
  "/org-units/active": route47,
  "/org-units/[id]": route48,
  "/org-units/[id]/access": route49,
  "/org-units/[id]/access/export": route50,
  "/org-units/[id]/memberships": route51,
  "/org-units/[id]/memberships/[org_member_id]": route52,
  "/org-units/[id]/memberships/[org_member_id]/created": route53,
  "/org-units/[id]/rulesets/copy": route54,
  "/organization": route55,
  "/readyz": route56,
  "/rulesets": route57,
  "/rulesets/[id]": route58,
  "/rulesets/[id]/preview": route59,
  "/rulesets/[id]/rules": route60,
  "/rulesets/[id]/rules/[ruleId]": route61,
  "/score/[leadID]": route62,
  "/score/[leadID]/explain": route63,
  "/score/[leadID]/history": route64,
  "/scoring": route65,
  "/secrets": route66,
  "/secrets/[id]": route67,
  "/settings/sessions": route68,
  "/settings/sessions/[id]": route69,
  "/settings/tokens": route70,
  "/settings/tokens/[id]": route71,
  "/settings/views": route72,
  "/settings/views/[id]": route73,
  "/top-leads": route74,
  "/webhook-deliveries/[id]/redeliver": route75,
  "/webhook-endpoints": route76,
  "/webhook-endpoints/[id]": route77,
  "/webhook-endpoints/[id]/deliveries": route78,
  "/webhook-endpoints/[id]/rotate-secret": route79,
  "/webhook-endpoints/[id]/test": route80,
  "/webhooks/resend": route81,
};
