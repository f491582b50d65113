// Made by `npm run routes` from app/(api)/**/route.ts; do not edit.
import * as route0 from "@/app/(api)/access-changes/route";
import * as route1 from "@/app/(api)/access-changes/[id]/route";
import * as route2 from "@/app/(api)/access-changes/[id]/undo/route";
import * as route3 from "@/app/(api)/healthz/route";
import * as route4 from "@/app/(api)/ingest/route";
import * as route5 from "@/app/(api)/isolation/route";
import * as route6 from "@/app/(api)/isolation/check/route";
import * as route7 from "@/app/(api)/leads/route";
import * as route8 from "@/app/(api)/leads/[leadID]/route";
import * as route9 from "@/app/(api)/leads/[leadID]/score/route";
import * as route10 from "@/app/(api)/me/route";
import * as route11 from "@/app/(api)/me/email/route";
import * as route12 from "@/app/(api)/me/password/route";
import * as route13 from "@/app/(api)/me/reauthenticate/route";
import * as route14 from "@/app/(api)/members/route";
import * as route15 from "@/app/(api)/members/batch/route";
import * as route16 from "@/app/(api)/members/export/route";
import * as route17 from "@/app/(api)/members/[id]/route";
import * as route18 from "@/app/(api)/members/[id]/created/route";
import * as route19 from "@/app/(api)/members/[id]/credentials/route";
import * as route20 from "@/app/(api)/members/[id]/credentials/[credential_id]/route";
import * as route21 from "@/app/(api)/members/[id]/deactivate/route";
import * as route22 from "@/app/(api)/members/[id]/invitation/route";
import * as route23 from "@/app/(api)/members/[id]/invitation/link/route";
import * as route24 from "@/app/(api)/members/[id]/reactivate/route";
import * as route25 from "@/app/(api)/members/[id]/timeline/route";
import * as route26 from "@/app/(api)/messages/route";
import * as route27 from "@/app/(api)/openapi.json/route";
import * as route28 from "@/app/(api)/org-units/route";
import * as route29 from "@/app/(api)/org-units/active/route";
import * as route30 from "@/app/(api)/org-units/[id]/route";
import * as route31 from "@/app/(api)/org-units/[id]/access/route";
import * as route32 from "@/app/(api)/org-units/[id]/access/export/route";
import * as route33 from "@/app/(api)/org-units/[id]/memberships/route";
import * as route34 from "@/app/(api)/org-units/[id]/memberships/[org_member_id]/route";
import * as route35 from "@/app/(api)/org-units/[id]/memberships/[org_member_id]/created/route";
import * as route36 from "@/app/(api)/readyz/route";
import * as route37 from "@/app/(api)/rulesets/route";
import * as route38 from "@/app/(api)/rulesets/[id]/route";
import * as route39 from "@/app/(api)/rulesets/[id]/preview/route";
import * as route40 from "@/app/(api)/rulesets/[id]/rules/route";
import * as route41 from "@/app/(api)/rulesets/[id]/rules/[ruleId]/route";
import * as route42 from "@/app/(api)/score/[leadID]/route";
import * as route43 from "@/app/(api)/score/[leadID]/explain/route";
import * as route44 from "@/app/(api)/score/[leadID]/history/route";
import * as route45 from "@/app/(api)/scoring/route";
import * as route46 from "@/app/(api)/secrets/route";
import * as route47 from "@/app/(api)/secrets/[id]/route";
import * as route48 from "@/app/(api)/settings/sessions/route";
import * as route49 from "@/app/(api)/settings/sessions/[id]/route";
import * as route50 from "@/app/(api)/settings/tokens/route";
import * as route51 from "@/app/(api)/settings/tokens/[id]/route";
import * as route52 from "@/app/(api)/top-leads/route";
import * as route53 from "@/app/(api)/webhooks/resend/route";

export const apiRoutes = {
  "/access-changes": route0,
  "/access-changes/[id]": route1,
  "/access-changes/[id]/undo": route2,
  "/healthz": route3,
  "/ingest": route4,
  "/isolation": route5,
  "/isolation/check": route6,
  "/leads": route7,
  "/leads/[leadID]": route8,
  "/leads/[leadID]/score": route9,
  "/me": route10,
  "/me/email": route11,
  "/me/password": route12,
  "/me/reauthenticate": route13,
  "/members": route14,
  "/members/batch": route15,
  "/members/export": route16,
  "/members/[id]": route17,
  "/members/[id]/created": route18,
  "/members/[id]/credentials": route19,
  "/members/[id]/credentials/[credential_id]": route20,
  "/members/[id]/deactivate": route21,
  "/members/[id]/invitation": route22,
  "/members/[id]/invitation/link": route23,
  "/members/[id]/reactivate": route24,
  "/members/[id]/timeline": route25,
  "/messages": route26,
  "/openapi.json": route27,
  "/org-units": route28,
  "/org-units/active": route29,
  "/org-units/[id]": route30,
  "/org-units/[id]/access": route31,
  "/org-units/[id]/access/export": route32,
  "/org-units/[id]/memberships": route33,
  "/org-units/[id]/memberships/[org_member_id]": route34,
  "/org-units/[id]/memberships/[org_member_id]/created": route35,
  "/readyz": route36,
  "/rulesets": route37,
  "/rulesets/[id]": route38,
  "/rulesets/[id]/preview": route39,
  "/rulesets/[id]/rules": route40,
  "/rulesets/[id]/rules/[ruleId]": route41,
  "/score/[leadID]": route42,
  "/score/[leadID]/explain": route43,
  "/score/[leadID]/history": route44,
  "/scoring": route45,
  "/secrets": route46,
  "/secrets/[id]": route47,
  "/settings/sessions": route48,
  "/settings/sessions/[id]": route49,
  "/settings/tokens": route50,
  "/settings/tokens/[id]": route51,
  "/top-leads": route52,
  "/webhooks/resend": route53,
};
