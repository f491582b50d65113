// Made by `npm run routes` from app/(api)/**/route.ts; do not edit.
import * as route0 from "@/app/(api)/access-changes/route";
import * as route1 from "@/app/(api)/access-changes/[id]/route";
import * as route2 from "@/app/(api)/access-changes/[id]/undo/route";
import * as route3 from "@/app/(api)/access-matrix/route";
import * as route4 from "@/app/(api)/access-matrix/export/route";
import * as route5 from "@/app/(api)/audit-log/route";
import * as route6 from "@/app/(api)/audit-log/checkpoint/route";
import * as route7 from "@/app/(api)/audit-log/export/route";
import * as route8 from "@/app/(api)/audit-log/key/route";
import * as route9 from "@/app/(api)/healthz/route";
import * as route10 from "@/app/(api)/ingest/route";
import * as route11 from "@/app/(api)/isolation/route";
import * as route12 from "@/app/(api)/isolation/check/route";
import * as route13 from "@/app/(api)/leads/route";
import * as route14 from "@/app/(api)/leads/[leadID]/route";
import * as route15 from "@/app/(api)/leads/[leadID]/score/route";
import * as route16 from "@/app/(api)/me/route";
import * as route17 from "@/app/(api)/me/email/route";
import * as route18 from "@/app/(api)/me/password/route";
import * as route19 from "@/app/(api)/me/reauthenticate/route";
import * as route20 from "@/app/(api)/members/route";
import * as route21 from "@/app/(api)/members/batch/route";
import * as route22 from "@/app/(api)/members/batch-update/route";
import * as route23 from "@/app/(api)/members/export/route";
import * as route24 from "@/app/(api)/members/[id]/route";
import * as route25 from "@/app/(api)/members/[id]/created/route";
import * as route26 from "@/app/(api)/members/[id]/credentials/route";
import * as route27 from "@/app/(api)/members/[id]/credentials/[credential_id]/route";
import * as route28 from "@/app/(api)/members/[id]/deactivate/route";
import * as route29 from "@/app/(api)/members/[id]/erase/route";
import * as route30 from "@/app/(api)/members/[id]/invitation/route";
import * as route31 from "@/app/(api)/members/[id]/invitation/link/route";
import * as route32 from "@/app/(api)/members/[id]/reactivate/route";
import * as route33 from "@/app/(api)/members/[id]/timeline/route";
import * as route34 from "@/app/(api)/messages/route";
import * as route35 from "@/app/(api)/openapi.json/route";
import * as route36 from "@/app/(api)/org-units/route";
import * as route37 from "@/app/(api)/org-units/active/route";
import * as route38 from "@/app/(api)/org-units/[id]/route";
import * as route39 from "@/app/(api)/org-units/[id]/access/route";
import * as route40 from "@/app/(api)/org-units/[id]/access/export/route";
import * as route41 from "@/app/(api)/org-units/[id]/memberships/route";
import * as route42 from "@/app/(api)/org-units/[id]/memberships/[org_member_id]/route";
import * as route43 from "@/app/(api)/org-units/[id]/memberships/[org_member_id]/created/route";
import * as route44 from "@/app/(api)/organization/route";
import * as route45 from "@/app/(api)/readyz/route";
import * as route46 from "@/app/(api)/rulesets/route";
import * as route47 from "@/app/(api)/rulesets/[id]/route";
import * as route48 from "@/app/(api)/rulesets/[id]/preview/route";
import * as route49 from "@/app/(api)/rulesets/[id]/rules/route";
import * as route50 from "@/app/(api)/rulesets/[id]/rules/[ruleId]/route";
import * as route51 from "@/app/(api)/score/[leadID]/route";
import * as route52 from "@/app/(api)/score/[leadID]/explain/route";
import * as route53 from "@/app/(api)/score/[leadID]/history/route";
import * as route54 from "@/app/(api)/scoring/route";
import * as route55 from "@/app/(api)/secrets/route";
import * as route56 from "@/app/(api)/secrets/[id]/route";
import * as route57 from "@/app/(api)/settings/sessions/route";
import * as route58 from "@/app/(api)/settings/sessions/[id]/route";
import * as route59 from "@/app/(api)/settings/tokens/route";
import * as route60 from "@/app/(api)/settings/tokens/[id]/route";
import * as route61 from "@/app/(api)/top-leads/route";
import * as route62 from "@/app/(api)/webhooks/resend/route";

export const apiRoutes = {
  "/access-changes": route0,
  "/access-changes/[id]": route1,
  "/access-changes/[id]/undo": route2,
  "/access-matrix": route3,
  "/access-matrix/export": route4,
  "/audit-log": route5,
  "/audit-log/checkpoint": route6,
  "/audit-log/export": route7,
  "/audit-log/key": route8,
  "/healthz": route9,
  "/ingest": route10,
  "/isolation": route11,
  "/isolation/check": route12,
  "/leads": route13,
  "/leads/[leadID]": route14,
  "/leads/[leadID]/score": route15,
  "/me": route16,
  "/me/email": route17,
  "/me/password": route18,
  "/me/reauthenticate": route19,
  "/members": route20,
  "/members/batch": route21,
  "/members/batch-update": route22,
  "/members/export": route23,
  "/members/[id]": route24,
  "/members/[id]/created": route25,
  "/members/[id]/credentials": route26,
  "/members/[id]/credentials/[credential_id]": route27,
  "/members/[id]/deactivate": route28,
  "/members/[id]/erase": route29,
  "/members/[id]/invitation": route30,
  "/members/[id]/invitation/link": route31,
  "/members/[id]/reactivate": route32,
  "/members/[id]/timeline": route33,
  "/messages": route34,
  "/openapi.json": route35,
  "/org-units": route36,
  "/org-units/active": route37,
  "/org-units/[id]": route38,
  "/org-units/[id]/access": route39,
  "/org-units/[id]/access/export": route40,
  "/org-units/[id]/memberships": route41,
  "/org-units/[id]/memberships/[org_member_id]": route42,
  "/org-units/[id]/memberships/[org_member_id]/created": route43,
  "/organization": route44,
  "/readyz": route45,
  "/rulesets": route46,
  "/rulesets/[id]": route47,
  "/rulesets/[id]/preview": route48,
  "/rulesets/[id]/rules": route49,
  "/rulesets/[id]/rules/[ruleId]": route50,
  "/score/[leadID]": route51,
  "/score/[leadID]/explain": route52,
  "/score/[leadID]/history": route53,
  "/scoring": route54,
  "/secrets": route55,
  "/secrets/[id]": route56,
  "/settings/sessions": route57,
  "/settings/sessions/[id]": route58,
  "/settings/tokens": route59,
  "/settings/tokens/[id]": route60,
  "/top-leads": route61,
  "/webhooks/resend": route62,
};
