"use client";

import { createContext, useContext } from "react";
import type { ActiveOrgUnit } from "@/domain/org-units/schema";
import { api } from "@/lib/http/api-client";

export type Unit = Pick<ActiveOrgUnit, "unit_id" | "name" | "is_default">;
type Pinned = {
  active: Unit | null;
  /** Whether the page is still loading after a switch. */
  isSwitching: boolean;
  /** Makes an OU this tab's active one. `stay` keeps the current page, which belongs to that OU. */
  activate: (unit: Unit, options?: { stay: boolean }) => Promise<void>;
  /** Reloads the page for this tab's OU after the server rendered it for another tab's. */
  reclaim: () => Promise<void>;
};

export const ActiveOu = createContext<Pinned>({
  active: null,
  isSwitching: false,
  activate: async () => {},
  reclaim: async () => {},
});

/** This tab's active OU, and how to switch. */
export const useActiveOu = () => useContext(ActiveOu);

/** Sets the active OU in this browser's cookie. Throws ApiError. */
export const setActiveUnit = (unit: Unit) => api("POST", "/org-units/active", { ouId: unit.unit_id });
