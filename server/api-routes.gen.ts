// Made by `npm run routes` from app/(api)/**/route.ts; do not edit.
import * as route0 from "@/app/(api)/healthz/route";
import * as route1 from "@/app/(api)/ingest/route";
import * as route2 from "@/app/(api)/isolation/route";
import * as route3 from "@/app/(api)/isolation/check/route";
import * as route4 from "@/app/(api)/leads/route";
import * as route5 from "@/app/(api)/leads/[leadID]/route";
import * as route6 from "@/app/(api)/leads/[leadID]/score/route";
import * as route7 from "@/app/(api)/me/route";
import * as route8 from "@/app/(api)/me/password/route";
import * as route9 from "@/app/(api)/members/route";
import * as route10 from "@/app/(api)/members/export/route";
import * as route11 from "@/app/(api)/members/[id]/route";
import * as route12 from "@/app/(api)/openapi.json/route";
import * as route13 from "@/app/(api)/org-units/route";
import * as route14 from "@/app/(api)/org-units/active/route";
import * as route15 from "@/app/(api)/org-units/[id]/route";
import * as route16 from "@/app/(api)/org-units/[id]/memberships/route";
import * as route17 from "@/app/(api)/org-units/[id]/memberships/[org_member_id]/route";
import * as route18 from "@/app/(api)/readyz/route";
import * as route19 from "@/app/(api)/rulesets/route";
import * as route20 from "@/app/(api)/rulesets/[id]/route";
import * as route21 from "@/app/(api)/rulesets/[id]/preview/route";
import * as route22 from "@/app/(api)/rulesets/[id]/rules/route";
import * as route23 from "@/app/(api)/rulesets/[id]/rules/[ruleId]/route";
import * as route24 from "@/app/(api)/score/[leadID]/route";
import * as route25 from "@/app/(api)/score/[leadID]/explain/route";
import * as route26 from "@/app/(api)/score/[leadID]/history/route";
import * as route27 from "@/app/(api)/scoring/route";
import * as route28 from "@/app/(api)/secrets/route";
import * as route29 from "@/app/(api)/secrets/[id]/route";
import * as route30 from "@/app/(api)/settings/sessions/route";
import * as route31 from "@/app/(api)/settings/sessions/[id]/route";
import * as route32 from "@/app/(api)/settings/tokens/route";
import * as route33 from "@/app/(api)/settings/tokens/[id]/route";
import * as route34 from "@/app/(api)/top-leads/route";

export const apiRoutes = {
  "/healthz": route0,
  "/ingest": route1,
  "/isolation": route2,
  "/isolation/check": route3,
  "/leads": route4,
  "/leads/[leadID]": route5,
  "/leads/[leadID]/score": route6,
  "/me": route7,
  "/me/password": route8,
  "/members": route9,
  "/members/export": route10,
  "/members/[id]": route11,
  "/openapi.json": route12,
  "/org-units": route13,
  "/org-units/active": route14,
  "/org-units/[id]": route15,
  "/org-units/[id]/memberships": route16,
  "/org-units/[id]/memberships/[org_member_id]": route17,
  "/readyz": route18,
  "/rulesets": route19,
  "/rulesets/[id]": route20,
  "/rulesets/[id]/preview": route21,
  "/rulesets/[id]/rules": route22,
  "/rulesets/[id]/rules/[ruleId]": route23,
  "/score/[leadID]": route24,
  "/score/[leadID]/explain": route25,
  "/score/[leadID]/history": route26,
  "/scoring": route27,
  "/secrets": route28,
  "/secrets/[id]": route29,
  "/settings/sessions": route30,
  "/settings/sessions/[id]": route31,
  "/settings/tokens": route32,
  "/settings/tokens/[id]": route33,
  "/top-leads": route34,
};
