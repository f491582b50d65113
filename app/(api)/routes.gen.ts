// Made by `npm run routes` from app/(api)/**/route.ts; do not edit.
import * as route0 from "@/app/(api)/healthz/route";
import * as route1 from "@/app/(api)/ingest/route";
import * as route2 from "@/app/(api)/isolation/route";
import * as route3 from "@/app/(api)/isolation/check/route";
import * as route4 from "@/app/(api)/leads/route";
import * as route5 from "@/app/(api)/leads/[leadID]/route";
import * as route6 from "@/app/(api)/leads/[leadID]/score/route";
import * as route7 from "@/app/(api)/me/route";
import * as route8 from "@/app/(api)/me/email/route";
import * as route9 from "@/app/(api)/me/password/route";
import * as route10 from "@/app/(api)/me/reauthenticate/route";
import * as route11 from "@/app/(api)/members/route";
import * as route12 from "@/app/(api)/members/batch/route";
import * as route13 from "@/app/(api)/members/export/route";
import * as route14 from "@/app/(api)/members/[id]/route";
import * as route15 from "@/app/(api)/members/[id]/created/route";
import * as route16 from "@/app/(api)/members/[id]/credentials/route";
import * as route17 from "@/app/(api)/members/[id]/credentials/[credential_id]/route";
import * as route18 from "@/app/(api)/members/[id]/deactivate/route";
import * as route19 from "@/app/(api)/members/[id]/invitation/route";
import * as route20 from "@/app/(api)/members/[id]/invitation/link/route";
import * as route21 from "@/app/(api)/members/[id]/reactivate/route";
import * as route22 from "@/app/(api)/members/[id]/timeline/route";
import * as route23 from "@/app/(api)/messages/route";
import * as route24 from "@/app/(api)/openapi.json/route";
import * as route25 from "@/app/(api)/org-units/route";
import * as route26 from "@/app/(api)/org-units/active/route";
import * as route27 from "@/app/(api)/org-units/[id]/route";
import * as route28 from "@/app/(api)/org-units/[id]/memberships/route";
import * as route29 from "@/app/(api)/org-units/[id]/memberships/[org_member_id]/route";
import * as route30 from "@/app/(api)/org-units/[id]/memberships/[org_member_id]/created/route";
import * as route31 from "@/app/(api)/readyz/route";
import * as route32 from "@/app/(api)/rulesets/route";
import * as route33 from "@/app/(api)/rulesets/[id]/route";
import * as route34 from "@/app/(api)/rulesets/[id]/preview/route";
import * as route35 from "@/app/(api)/rulesets/[id]/rules/route";
import * as route36 from "@/app/(api)/rulesets/[id]/rules/[ruleId]/route";
import * as route37 from "@/app/(api)/score/[leadID]/route";
import * as route38 from "@/app/(api)/score/[leadID]/explain/route";
import * as route39 from "@/app/(api)/score/[leadID]/history/route";
import * as route40 from "@/app/(api)/scoring/route";
import * as route41 from "@/app/(api)/secrets/route";
import * as route42 from "@/app/(api)/secrets/[id]/route";
import * as route43 from "@/app/(api)/settings/sessions/route";
import * as route44 from "@/app/(api)/settings/sessions/[id]/route";
import * as route45 from "@/app/(api)/settings/tokens/route";
import * as route46 from "@/app/(api)/settings/tokens/[id]/route";
import * as route47 from "@/app/(api)/top-leads/route";
import * as route48 from "@/app/(api)/webhooks/resend/route";

export const apiRoutes = {
  "/healthz": route0,
  "/ingest": route1,
  "/isolation": route2,
  "/isolation/check": route3,
  "/leads": route4,
  "/leads/[leadID]": route5,
  "/leads/[leadID]/score": route6,
  "/me": route7,
  "/me/email": route8,
  "/me/password": route9,
  "/me/reauthenticate": route10,
  "/members": route11,
  "/members/batch": route12,
  "/members/export": route13,
  "/members/[id]": route14,
  "/members/[id]/created": route15,
  "/members/[id]/credentials": route16,
  "/members/[id]/credentials/[credential_id]": route17,
  "/members/[id]/deactivate": route18,
  "/members/[id]/invitation": route19,
  "/members/[id]/invitation/link": route20,
  "/members/[id]/reactivate": route21,
  "/members/[id]/timeline": route22,
  "/messages": route23,
  "/openapi.json": route24,
  "/org-units": route25,
  "/org-units/active": route26,
  "/org-units/[id]": route27,
  "/org-units/[id]/memberships": route28,
  "/org-units/[id]/memberships/[org_member_id]": route29,
  "/org-units/[id]/memberships/[org_member_id]/created": route30,
  "/readyz": route31,
  "/rulesets": route32,
  "/rulesets/[id]": route33,
  "/rulesets/[id]/preview": route34,
  "/rulesets/[id]/rules": route35,
  "/rulesets/[id]/rules/[ruleId]": route36,
  "/score/[leadID]": route37,
  "/score/[leadID]/explain": route38,
  "/score/[leadID]/history": route39,
  "/scoring": route40,
  "/secrets": route41,
  "/secrets/[id]": route42,
  "/settings/sessions": route43,
  "/settings/sessions/[id]": route44,
  "/settings/tokens": route45,
  "/settings/tokens/[id]": route46,
  "/top-leads": route47,
  "/webhooks/resend": route48,
};
