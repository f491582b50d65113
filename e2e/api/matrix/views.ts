import {
  type Entry,
  fresh,
  type IdPosition,
  nameField,
  nonStrings,
  type Request,
  unstorable,
  type World,
} from "@/e2e/matrix";
import type { Person } from "@/e2e/seed";
import { seedView } from "@/e2e/seed-history";

const own = ({ org }: World, { org_member_id: id }: Person) => seedView(org.org_id, id);
const view = () => ({ name: fresh("Unit"), query: "role=admin" });
const fields = {
  name: { ...nameField, bad: [...nameField.bad, "x".repeat(51)], good: ["x".repeat(50), "' or 1=1 --"] },
  query: { required: true, bad: [...nonStrings, ...unstorable, "x".repeat(2001)], good: ["", "?&=#%zz<script>"] },
};

/** An operation on one of the caller's own views. */
function ofOne(ask: (path: string) => Request): Pick<Entry, "request" | "ids"> {
  const request = (id: string) => ask(`/settings/views/${id}`);
  const position: IdPosition = {
    at: "path",
    kind: "view",
    request: (_world, id) => request(id),
    own,
    otherwise: { status: 404, code: "view_not_found" },
  };
  return { request: async (world, caller) => request(await own(world, caller)), ids: [position] };
}

export const viewEntries: Entry[] = [
  { id: "listViews", method: "GET", success: 200, request: () => ({ path: "/settings/views" }) },
  {
    id: "createView",
    method: "POST",
    success: 201,
    request: () => ({ path: "/settings/views", body: view() }),
    fields,
  },
  { id: "updateView", method: "PUT", success: 200, ...ofOne((path) => ({ path, body: view() })), fields },
  { id: "deleteView", method: "DELETE", success: 204, ...ofOne((path) => ({ path })) },
];
