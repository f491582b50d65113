import path from "node:path";
import { expect, test } from "@/e2e/journeys/fixtures";
import { demoGuides, demoIds, open, openAs, settle } from "./demo";

// Every page in both themes, narrow and wide, for a person to look at in e2e/screenshots/ (ignored by git).
const FOLDER = path.resolve(import.meta.dirname, "../screenshots");

type Picture = {
  name: string;
  path: string;
  opener?: string | RegExp | (string | RegExp)[];
  shows?: RegExp;
  who?: "nobody" | "outsider" | "viewer";
};

type Ids = Awaited<ReturnType<typeof demoIds>>;

const pictures = ({ unit, member, self, lead, invitee, invitation, message }: Ids): Picture[] => {
  const [unitPath, memberPath] = [`/dashboard/org-units/${unit}`, `/dashboard/members/${member}`];
  const leadPath = `/dashboard/leads/${lead}`;
  return [
    { name: "sign-in", path: "/sign-in", who: "nobody" },
    { name: "sign-in-refused", path: "/sign-in?error=sign_in_failed", who: "nobody" },
    { name: "forgotten-password", path: "/forgot-password", who: "nobody" },
    { name: "forgotten-password-asked", path: "/forgot-password?asked=1", who: "nobody" },
    { name: "reset-link-none", path: "/reset-password/nothing", who: "nobody" },
    { name: "start", path: "/", who: "nobody" },
    { name: "overview", path: "/dashboard" },
    { name: "overview-viewer", path: "/dashboard", who: "viewer" },
    { name: "overview-outsider", path: "/dashboard", who: "outsider" },
    { name: "units", path: "/dashboard/org-units" },
    { name: "units-create", path: "/dashboard/org-units", opener: "Create org unit" },
    { name: "units-no-match", path: "/dashboard/org-units?search=nothing" },
    { name: "units-viewer", path: "/dashboard/org-units", who: "viewer" },
    { name: "units-outsider", path: "/dashboard/org-units", who: "outsider" },
    { name: "unit", path: unitPath },
    { name: "unit-grant", path: unitPath, opener: "Grant access" },
    { name: "unit-revoke", path: unitPath, opener: /^Revoke the access/ },
    { name: "members", path: "/dashboard/members" },
    { name: "members-menu", path: "/dashboard/members", opener: /^Actions for/ },
    { name: "members-filtered", path: "/dashboard/members?role=editor&status=active" },
    { name: "unit-can-edit", path: `${unitPath}?role=edit` },
    { name: "access-matrix", path: "/dashboard/access" },
    { name: "changes", path: "/dashboard/changes" },
    { name: "reviews", path: "/dashboard/access-reviews" },
    { name: "reviews-start", path: "/dashboard/access-reviews", opener: "Start a review" },
    { name: "members-add", path: "/dashboard/members", opener: "Add member" },
    { name: "members-invite", path: "/dashboard/members/invite" },
    { name: "members-no-match", path: "/dashboard/members?search=nobody" },
    { name: "member", path: memberPath },
    { name: "member-edit", path: memberPath, opener: "Edit profile" },
    { name: "member-grant", path: memberPath, opener: "Grant org units" },
    { name: "member-remove", path: memberPath, opener: "Remove member" },
    { name: "member-self", path: `/dashboard/members/${self}` },
    { name: "member-invited", path: `/dashboard/members/${invitee}` },
    { name: "invitation", path: invitation, who: "nobody" },
    { name: "invitation-none", path: "/invitation/nothing", who: "nobody" },
    { name: "mail", path: "/dashboard/mail" },
    { name: "mail-message", path: `/dashboard/mail/${message}` },
    { name: "audit", path: "/dashboard/audit" },
    { name: "audit-no-match", path: "/dashboard/audit?search=nobody" },
    { name: "audit-viewer", path: "/dashboard/audit", who: "viewer" },
    { name: "unit-home", path: "/dashboard/unit" },
    { name: "unit-home-outsider", path: "/dashboard/unit", who: "outsider" },
    { name: "leads", path: "/dashboard/leads" },
    { name: "leads-no-match", path: "/dashboard/leads?search=nobody" },
    { name: "leads-add", path: "/dashboard/leads", opener: "Add lead" },
    { name: "lead", path: leadPath },
    { name: "lead-edit", path: leadPath, opener: "Edit" },
    { name: "rules", path: "/dashboard/rules" },
    {
      name: "rules-edit",
      path: "/dashboard/rules",
      opener: [/^Edit: pricing_page_viewed/, "What would change?"],
      shows: /leads? would change/,
    },
    { name: "rules-viewer", path: "/dashboard/rules", who: "viewer" },
    { name: "integrations", path: "/dashboard/integrations" },
    { name: "integrations-create", path: "/dashboard/integrations", opener: "Create service account" },
    { name: "isolation", path: "/dashboard/isolation", opener: "Run the check" },
    { name: "switcher", path: "/dashboard/members", opener: /^Active org unit/ },
    { name: "palette", path: "/dashboard/members", opener: /^Command palette/ },
    { name: "account-menu", path: "/dashboard/members", opener: /^Account of/ },
    { name: "profile", path: "/dashboard/account" },
    { name: "password", path: "/dashboard/account/password" },
    { name: "sessions", path: "/dashboard/account/sessions" },
    { name: "tokens", path: "/dashboard/account/tokens" },
    { name: "tokens-create", path: "/dashboard/account/tokens", opener: "Create token" },
    { name: "not-found", path: "/dashboard/members/mem_nothing" },
  ];
};

for (const theme of ["light", "dark"] as const) {
  for (const width of [360, 1440]) {
    test(`takes a picture of every page, ${theme}, ${width} px`, async ({ browser }) => {
      const [admin, , viewer, outsider] = demoGuides();
      const options = { colorScheme: theme, viewport: { width, height: width === 360 ? 740 : 900 } };
      const pages = {
        admin: await openAs(browser, admin, options),
        viewer: await openAs(browser, viewer, options),
        outsider: await openAs(browser, outsider, options),
        nobody: await openAs(browser, undefined, options),
      };
      for (const picture of pictures(await demoIds(pages.admin))) {
        const page = pages[picture.who ?? "admin"];
        await settle(page, picture.path);
        for (const button of [picture.opener ?? []].flat()) await open(page, button);
        if (picture.shows) await expect(page.getByText(picture.shows)).toBeVisible();
        const file = path.join(FOLDER, `${picture.name}-${width}-${theme}.png`);
        await page.screenshot({ path: file, fullPage: !picture.opener, animations: "disabled" });
      }
      for (const page of Object.values(pages)) await page.context().close();
    });
  }
}
