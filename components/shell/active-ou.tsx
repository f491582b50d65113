"use client";

import { createContext, useContext } from "react";
import type { ActiveOrgUnit } from "@/domain/org-units/schema";
import { api } from "@/lib/http/api-client";

export type Unit = Pick<ActiveOrgUnit, "unit_id" | "name" | "is_default">;
type Pinned = {
  active: Unit | null;
  /** Whether the page of the OU that was switched to is still on its way. */
  isSwitching: boolean;
  /** Makes this tab work in an OU. `stay` keeps a page that shows something of that OU. */
  activate: (unit: Unit, options?: { stay: boolean }) => Promise<void>;
  /** Reads the page again for this tab's OU, where the server has read it for the OU that another tab chose. */
  reclaim: () => Promise<void>;
};

export const ActiveOu = createContext<Pinned>({
  active: null,
  isSwitching: false,
  activate: async () => {},
  reclaim: async () => {},
});

/** The OU that this tab works in, and the switch to another. */
export const useActiveOu = () => useContext(ActiveOu);

/** Makes an OU the one of this browser's cookie. Throws ApiError. */
export const selectUnit = (unit: Unit) => api("POST", "/org-units/active", { ouId: unit.unit_id });
