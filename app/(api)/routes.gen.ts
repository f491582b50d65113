// Made by `npm run routes` from app/(api)/**/route.ts; do not edit.
import * as route0 from "@/app/(api)/access-changes/route";
import * as route1 from "@/app/(api)/access-changes/[id]/route";
import * as route2 from "@/app/(api)/access-changes/[id]/undo/route";
import * as route3 from "@/app/(api)/audit-log/route";
import * as route4 from "@/app/(api)/audit-log/checkpoint/route";
import * as route5 from "@/app/(api)/audit-log/export/route";
import * as route6 from "@/app/(api)/audit-log/key/route";
import * as route7 from "@/app/(api)/healthz/route";
import * as route8 from "@/app/(api)/ingest/route";
import * as route9 from "@/app/(api)/isolation/route";
import * as route10 from "@/app/(api)/isolation/check/route";
import * as route11 from "@/app/(api)/leads/route";
import * as route12 from "@/app/(api)/leads/[leadID]/route";
import * as route13 from "@/app/(api)/leads/[leadID]/score/route";
import * as route14 from "@/app/(api)/me/route";
import * as route15 from "@/app/(api)/me/email/route";
import * as route16 from "@/app/(api)/me/password/route";
import * as route17 from "@/app/(api)/me/reauthenticate/route";
import * as route18 from "@/app/(api)/members/route";
import * as route19 from "@/app/(api)/members/batch/route";
import * as route20 from "@/app/(api)/members/batch-update/route";
import * as route21 from "@/app/(api)/members/export/route";
import * as route22 from "@/app/(api)/members/[id]/route";
import * as route23 from "@/app/(api)/members/[id]/created/route";
import * as route24 from "@/app/(api)/members/[id]/credentials/route";
import * as route25 from "@/app/(api)/members/[id]/credentials/[credential_id]/route";
import * as route26 from "@/app/(api)/members/[id]/deactivate/route";
import * as route27 from "@/app/(api)/members/[id]/erase/route";
import * as route28 from "@/app/(api)/members/[id]/invitation/route";
import * as route29 from "@/app/(api)/members/[id]/invitation/link/route";
import * as route30 from "@/app/(api)/members/[id]/reactivate/route";
import * as route31 from "@/app/(api)/members/[id]/timeline/route";
import * as route32 from "@/app/(api)/messages/route";
import * as route33 from "@/app/(api)/openapi.json/route";
import * as route34 from "@/app/(api)/org-units/route";
import * as route35 from "@/app/(api)/org-units/active/route";
import * as route36 from "@/app/(api)/org-units/[id]/route";
import * as route37 from "@/app/(api)/org-units/[id]/access/route";
import * as route38 from "@/app/(api)/org-units/[id]/access/export/route";
import * as route39 from "@/app/(api)/org-units/[id]/memberships/route";
import * as route40 from "@/app/(api)/org-units/[id]/memberships/[org_member_id]/route";
import * as route41 from "@/app/(api)/org-units/[id]/memberships/[org_member_id]/created/route";
import * as route42 from "@/app/(api)/readyz/route";
import * as route43 from "@/app/(api)/rulesets/route";
import * as route44 from "@/app/(api)/rulesets/[id]/route";
import * as route45 from "@/app/(api)/rulesets/[id]/preview/route";
import * as route46 from "@/app/(api)/rulesets/[id]/rules/route";
import * as route47 from "@/app/(api)/rulesets/[id]/rules/[ruleId]/route";
import * as route48 from "@/app/(api)/score/[leadID]/route";
import * as route49 from "@/app/(api)/score/[leadID]/explain/route";
import * as route50 from "@/app/(api)/score/[leadID]/history/route";
import * as route51 from "@/app/(api)/scoring/route";
import * as route52 from "@/app/(api)/secrets/route";
import * as route53 from "@/app/(api)/secrets/[id]/route";
import * as route54 from "@/app/(api)/settings/sessions/route";
import * as route55 from "@/app/(api)/settings/sessions/[id]/route";
import * as route56 from "@/app/(api)/settings/tokens/route";
import * as route57 from "@/app/(api)/settings/tokens/[id]/route";
import * as route58 from "@/app/(api)/top-leads/route";
import * as route59 from "@/app/(api)/webhook-deliveries/[id]/redeliver/route";
import * as route60 from "@/app/(api)/webhook-endpoints/route";
import * as route61 from "@/app/(api)/webhook-endpoints/[id]/route";
import * as route62 from "@/app/(api)/webhook-endpoints/[id]/deliveries/route";
import * as route63 from "@/app/(api)/webhook-endpoints/[id]/rotate-secret/route";
import * as route64 from "@/app/(api)/webhook-endpoints/[id]/test/route";
import * as route65 from "@/app/(api)/webhooks/resend/route";

export const apiRoutes = {
  "/access-changes": route0,
  "/access-changes/[id]": route1,
  "/access-changes/[id]/undo": route2,
  "/audit-log": route3,
  "/audit-log/checkpoint": route4,
  "/audit-log/export": route5,
  "/audit-log/key": route6,
  "/healthz": route7,
  "/ingest": route8,
  "/isolation": route9,
  "/isolation/check": route10,
  "/leads": route11,
  "/leads/[leadID]": route12,
  "/leads/[leadID]/score": route13,
  "/me": route14,
  "/me/email": route15,
  "/me/password": route16,
  "/me/reauthenticate": route17,
  "/members": route18,
  "/members/batch": route19,
  "/members/batch-update": route20,
  "/members/export": route21,
  "/members/[id]": route22,
  "/members/[id]/created": route23,
  "/members/[id]/credentials": route24,
  "/members/[id]/credentials/[credential_id]": route25,
  "/members/[id]/deactivate": route26,
  "/members/[id]/erase": route27,
  "/members/[id]/invitation": route28,
  "/members/[id]/invitation/link": route29,
  "/members/[id]/reactivate": route30,
  "/members/[id]/timeline": route31,
  "/messages": route32,
  "/openapi.json": route33,
  "/org-units": route34,
  "/org-units/active": route35,
  "/org-units/[id]": route36,
  "/org-units/[id]/access": route37,
  "/org-units/[id]/access/export": route38,
  "/org-units/[id]/memberships": route39,
  "/org-units/[id]/memberships/[org_member_id]": route40,
  "/org-units/[id]/memberships/[org_member_id]/created": route41,
  "/readyz": route42,
  "/rulesets": route43,
  "/rulesets/[id]": route44,
  "/rulesets/[id]/preview": route45,
  "/rulesets/[id]/rules": route46,
  "/rulesets/[id]/rules/[ruleId]": route47,
  "/score/[leadID]": route48,
  "/score/[leadID]/explain": route49,
  "/score/[leadID]/history": route50,
  "/scoring": route51,
  "/secrets": route52,
  "/secrets/[id]": route53,
  "/settings/sessions": route54,
  "/settings/sessions/[id]": route55,
  "/settings/tokens": route56,
  "/settings/tokens/[id]": route57,
  "/top-leads": route58,
  "/webhook-deliveries/[id]/redeliver": route59,
  "/webhook-endpoints": route60,
  "/webhook-endpoints/[id]": route61,
  "/webhook-endpoints/[id]/deliveries": route62,
  "/webhook-endpoints/[id]/rotate-secret": route63,
  "/webhook-endpoints/[id]/test": route64,
  "/webhooks/resend": route65,
};
