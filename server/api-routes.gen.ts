// Made by `npm run routes` from app/(api)/**/route.ts; do not edit.
import * as route0 from "@/app/(api)/healthz/route";
import * as route1 from "@/app/(api)/ingest/route";
import * as route2 from "@/app/(api)/leads/route";
import * as route3 from "@/app/(api)/leads/[leadID]/route";
import * as route4 from "@/app/(api)/leads/[leadID]/score/route";
import * as route5 from "@/app/(api)/me/route";
import * as route6 from "@/app/(api)/me/password/route";
import * as route7 from "@/app/(api)/members/route";
import * as route8 from "@/app/(api)/members/export/route";
import * as route9 from "@/app/(api)/members/[id]/route";
import * as route10 from "@/app/(api)/openapi.json/route";
import * as route11 from "@/app/(api)/org-units/route";
import * as route12 from "@/app/(api)/org-units/active/route";
import * as route13 from "@/app/(api)/org-units/[id]/route";
import * as route14 from "@/app/(api)/org-units/[id]/memberships/route";
import * as route15 from "@/app/(api)/org-units/[id]/memberships/[org_member_id]/route";
import * as route16 from "@/app/(api)/readyz/route";
import * as route17 from "@/app/(api)/rulesets/route";
import * as route18 from "@/app/(api)/rulesets/[id]/route";
import * as route19 from "@/app/(api)/rulesets/[id]/preview/route";
import * as route20 from "@/app/(api)/rulesets/[id]/rules/route";
import * as route21 from "@/app/(api)/rulesets/[id]/rules/[ruleId]/route";
import * as route22 from "@/app/(api)/score/[leadID]/route";
import * as route23 from "@/app/(api)/score/[leadID]/explain/route";
import * as route24 from "@/app/(api)/score/[leadID]/history/route";
import * as route25 from "@/app/(api)/scoring/route";
import * as route26 from "@/app/(api)/secrets/route";
import * as route27 from "@/app/(api)/secrets/[id]/route";
import * as route28 from "@/app/(api)/settings/sessions/route";
import * as route29 from "@/app/(api)/settings/sessions/[id]/route";
import * as route30 from "@/app/(api)/settings/tokens/route";
import * as route31 from "@/app/(api)/settings/tokens/[id]/route";
import * as route32 from "@/app/(api)/top-leads/route";

export const apiRoutes = {
  "/healthz": route0,
  "/ingest": route1,
  "/leads": route2,
  "/leads/[leadID]": route3,
  "/leads/[leadID]/score": route4,
  "/me": route5,
  "/me/password": route6,
  "/members": route7,
  "/members/export": route8,
  "/members/[id]": route9,
  "/openapi.json": route10,
  "/org-units": route11,
  "/org-units/active": route12,
  "/org-units/[id]": route13,
  "/org-units/[id]/memberships": route14,
  "/org-units/[id]/memberships/[org_member_id]": route15,
  "/readyz": route16,
  "/rulesets": route17,
  "/rulesets/[id]": route18,
  "/rulesets/[id]/preview": route19,
  "/rulesets/[id]/rules": route20,
  "/rulesets/[id]/rules/[ruleId]": route21,
  "/score/[leadID]": route22,
  "/score/[leadID]/explain": route23,
  "/score/[leadID]/history": route24,
  "/scoring": route25,
  "/secrets": route26,
  "/secrets/[id]": route27,
  "/settings/sessions": route28,
  "/settings/sessions/[id]": route29,
  "/settings/tokens": route30,
  "/settings/tokens/[id]": route31,
  "/top-leads": route32,
};
