// Made by `npm run routes` from app/(api)/**/route.ts; do not edit.
import * as route0 from "@/app/(api)/healthz/route";
import * as route1 from "@/app/(api)/me/route";
import * as route2 from "@/app/(api)/me/password/route";
import * as route3 from "@/app/(api)/members/route";
import * as route4 from "@/app/(api)/members/batch/route";
import * as route5 from "@/app/(api)/members/export/route";
import * as route6 from "@/app/(api)/members/[id]/route";
import * as route7 from "@/app/(api)/members/[id]/deactivate/route";
import * as route8 from "@/app/(api)/members/[id]/invitation/route";
import * as route9 from "@/app/(api)/members/[id]/invitation/link/route";
import * as route10 from "@/app/(api)/members/[id]/reactivate/route";
import * as route11 from "@/app/(api)/members/[id]/timeline/route";
import * as route12 from "@/app/(api)/messages/route";
import * as route13 from "@/app/(api)/openapi.json/route";
import * as route14 from "@/app/(api)/org-units/route";
import * as route15 from "@/app/(api)/org-units/active/route";
import * as route16 from "@/app/(api)/org-units/[id]/route";
import * as route17 from "@/app/(api)/org-units/[id]/memberships/route";
import * as route18 from "@/app/(api)/org-units/[id]/memberships/[org_member_id]/route";
import * as route19 from "@/app/(api)/readyz/route";
import * as route20 from "@/app/(api)/settings/sessions/route";
import * as route21 from "@/app/(api)/settings/sessions/[id]/route";
import * as route22 from "@/app/(api)/settings/tokens/route";
import * as route23 from "@/app/(api)/settings/tokens/[id]/route";

export const apiRoutes = {
  "/healthz": route0,
  "/me": route1,
  "/me/password": route2,
  "/members": route3,
  "/members/batch": route4,
  "/members/export": route5,
  "/members/[id]": route6,
  "/members/[id]/deactivate": route7,
  "/members/[id]/invitation": route8,
  "/members/[id]/invitation/link": route9,
  "/members/[id]/reactivate": route10,
  "/members/[id]/timeline": route11,
  "/messages": route12,
  "/openapi.json": route13,
  "/org-units": route14,
  "/org-units/active": route15,
  "/org-units/[id]": route16,
  "/org-units/[id]/memberships": route17,
  "/org-units/[id]/memberships/[org_member_id]": route18,
  "/readyz": route19,
  "/settings/sessions": route20,
  "/settings/sessions/[id]": route21,
  "/settings/tokens": route22,
  "/settings/tokens/[id]": route23,
};
