// Made by `npm run routes` from app/(api)/**/route.ts; do not edit.
import * as route0 from "@/app/(api)/healthz/route";
import * as route1 from "@/app/(api)/me/route";
import * as route2 from "@/app/(api)/me/email/route";
import * as route3 from "@/app/(api)/me/password/route";
import * as route4 from "@/app/(api)/members/route";
import * as route5 from "@/app/(api)/members/batch/route";
import * as route6 from "@/app/(api)/members/export/route";
import * as route7 from "@/app/(api)/members/[id]/route";
import * as route8 from "@/app/(api)/members/[id]/deactivate/route";
import * as route9 from "@/app/(api)/members/[id]/invitation/route";
import * as route10 from "@/app/(api)/members/[id]/invitation/link/route";
import * as route11 from "@/app/(api)/members/[id]/reactivate/route";
import * as route12 from "@/app/(api)/members/[id]/timeline/route";
import * as route13 from "@/app/(api)/messages/route";
import * as route14 from "@/app/(api)/openapi.json/route";
import * as route15 from "@/app/(api)/org-units/route";
import * as route16 from "@/app/(api)/org-units/active/route";
import * as route17 from "@/app/(api)/org-units/[id]/route";
import * as route18 from "@/app/(api)/org-units/[id]/memberships/route";
import * as route19 from "@/app/(api)/org-units/[id]/memberships/[org_member_id]/route";
import * as route20 from "@/app/(api)/readyz/route";
import * as route21 from "@/app/(api)/settings/sessions/route";
import * as route22 from "@/app/(api)/settings/sessions/[id]/route";
import * as route23 from "@/app/(api)/settings/tokens/route";
import * as route24 from "@/app/(api)/settings/tokens/[id]/route";
import * as route25 from "@/app/(api)/webhooks/resend/route";

export const apiRoutes = {
  "/healthz": route0,
  "/me": route1,
  "/me/email": route2,
  "/me/password": route3,
  "/members": route4,
  "/members/batch": route5,
  "/members/export": route6,
  "/members/[id]": route7,
  "/members/[id]/deactivate": route8,
  "/members/[id]/invitation": route9,
  "/members/[id]/invitation/link": route10,
  "/members/[id]/reactivate": route11,
  "/members/[id]/timeline": route12,
  "/messages": route13,
  "/openapi.json": route14,
  "/org-units": route15,
  "/org-units/active": route16,
  "/org-units/[id]": route17,
  "/org-units/[id]/memberships": route18,
  "/org-units/[id]/memberships/[org_member_id]": route19,
  "/readyz": route20,
  "/settings/sessions": route21,
  "/settings/sessions/[id]": route22,
  "/settings/tokens": route23,
  "/settings/tokens/[id]": route24,
  "/webhooks/resend": route25,
};
