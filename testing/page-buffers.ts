import type { Tx } from "@/db/scope";
import { withScope } from "@/db/scope";
import { scopedReader } from "@/domain/access/reader";
import { findWaiting, pageMessages } from "@/domain/mail/list-messages";
import { pageThreads } from "@/domain/mail/list-threads";
import { pageListedMembers } from "@/domain/members/list-members";
import { pageOrgUnitOverviews } from "@/domain/org-units/overviews";
import { readOrgUnitDetail } from "@/domain/org-units/read-org-unit-detail";
import { readOverview } from "@/domain/overview/read-overview";
import { countingBuffers } from "./plans";
import type { TestUnit } from "./unit";

type Page = (tx: Tx, at: TestUnit) => Promise<unknown>;

/** What pages read whose organization may have any number of members and mails. */
export const sizedPages: Record<string, Page> = {
  "the overview": (tx) => readOverview(tx, scopedReader),
  "the members": (tx) => pageListedMembers(tx, scopedReader, {}),
  "an org unit": (tx, { unit }) => readOrgUnitDetail(tx, scopedReader, unit.unitId),
  "the org units": (tx) => pageOrgUnitOverviews(tx, scopedReader, {}),
  "the org units without an admin": (tx) => pageOrgUnitOverviews(tx, scopedReader, { without_admin: "true" }),
  "the mail by person": (tx) => pageThreads(tx, scopedReader, {}),
  "the messages": (tx) => pageMessages(tx, scopedReader, {}),
  "the invitations that wait": (tx) => findWaiting(tx, scopedReader),
};

/** How many pages of tables and indexes a page's statements touch. The same at each run, unlike the time they take. */
export async function buffersOf(page: Page, at: TestUnit): Promise<number> {
  const counted = { buffers: 0 };
  await withScope(at.actor, (tx) => page(countingBuffers(tx, counted), at));
  return counted.buffers;
}
