"use client";

import { createContext, useContext } from "react";
import type { NamedUnit } from "@/domain/org-units/schema";
import { api } from "@/lib/http/api-client";

type InTab = {
  active: NamedUnit | null;
  /** Makes an OU this tab's active one, because its page is shown. */
  show: (unit: NamedUnit) => void;
  /** Gives this tab's active OU the name that it has now; does nothing if another one is active. */
  rename: (unit: NamedUnit) => void;
  /** Switches to an OU, and to its page if this one belongs to another. Resolves to false if the person stays. Throws ApiError. */
  activate: (unit: NamedUnit) => Promise<boolean>;
};

export const ActiveOu = createContext<InTab>({
  active: null,
  show: () => {},
  rename: () => {},
  activate: async () => false,
});

/** This tab's active OU: the one of the page's address, else the last one; and how to switch. */
export const useActiveOu = () => useContext(ActiveOu);

/** Sets the OU that a new tab of this browser starts with. Throws ApiError. */
export const keepActiveUnit = (unit: NamedUnit) => api("POST", "/org-units/active", { ouId: unit.unit_id });
