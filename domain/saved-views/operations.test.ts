import { expect, test } from "vitest";
import { withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { addMember } from "@/testing/members";
import { makeOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import * as operations from "./operations";
import { SavedViewList, VIEWS_A_MEMBER } from "./schema";

const { createView, deleteView, updateView } = asRequests(operations);
const viewsOf = async (actor: Actor) => (await withScope(actor, (tx) => operations.listViews(tx, actor))).parse();
const view = (name: string) => ({ name, query: "role=admin&sort=name" });

test("a member saves up to twenty views, each under a name of its own, and nobody else sees them", async () => {
  const org = await makeOrganization();
  const other = await addMember(org);
  const names = Array.from({ length: VIEWS_A_MEMBER }, (_, n) => `View ${n}`);
  for (const name of names) await createView(org.admin, view(name));
  await expect(createView(org.admin, view("One more"))).rejects.toMatchObject({ code: "too_many_views" });
  const saved = await viewsOf(org.admin);
  expect(SavedViewList.parse(saved)).toEqual(saved);
  expect(saved.map(({ name }) => name)).toEqual(names);
  expect(await viewsOf(other)).toEqual([]);

  const [first, second] = saved.map(({ id }) => id);
  await expect(updateView(org.admin, first ?? "", view("View 1"))).rejects.toMatchObject({ code: "view_name_taken" });
  await expect(deleteView(other, first ?? "")).rejects.toMatchObject({ code: "view_not_found" });
  expect((await updateView(org.admin, first ?? "", { name: "Renamed", query: "" })).parse()).toMatchObject({
    id: first,
    name: "Renamed",
    query: "",
  });
  await deleteView(org.admin, second ?? "");
  await createView(other, view("Renamed"));
  await createView(org.admin, view("One more"));
  await expect(createView(org.admin, view("One more"))).rejects.toMatchObject({ code: "too_many_views" });
});
