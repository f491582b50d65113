"use client";

import { useState } from "react";
import { useSearch } from "@/components/forms/use-search";
import { useActiveOu } from "@/components/shell/active-ou";
import { accountLinks, organizationLinks, unitLinks } from "@/components/shell/nav-links";
import { useChooseUnit } from "@/components/shell/use-choose-unit";
import { findUnits, useMatchingUnits } from "@/components/shell/use-matching-units";
import { roleAmong } from "@/domain/access/policy";
import type { Member } from "@/domain/members/schema";
import { api } from "@/lib/http/api-client";
import { type Choice, type Group, isMatch } from "./choices";
import type { Offered } from "./offered";
import type { GoTo } from "./use-go-to";

const MOST_UNITS = 8;
const MOST_MEMBERS = 8;

const findMembers = (text: string) =>
  api<Member[]>("GET", `/members?limit=${MOST_MEMBERS}&search=${encodeURIComponent(text)}`);

// New functions each time, because useSearch asks again for another one.
const newSearches = () => ({
  members: (text: string) => findMembers(text),
  units: (text: string) => findUnits(text),
});

type Options = Offered & { text: string; goTo: GoTo; onShortcuts: () => void; onSwitched: () => void };

/** What matches the text, by kind; how far the searches on the server are, and how to repeat those that failed. */
export function useGroups({ text, goTo, onShortcuts, onSwitched, ...offered }: Options) {
  const { units, total, roles, commands } = offered;
  const { active } = useActiveOu();
  const { choose, failure } = useChooseUnit(onSwitched);
  const [searches, setSearches] = useState(newSearches);
  const isEmpty = text.trim() === "";
  const members = useSearch(text, isEmpty ? null : searches.members);
  const matching = useMatchingUnits(units, total, text, searches.units);

  const unitId = active?.unit_id;
  const role = unitId && roleAmong(roles, unitId);
  const actions = commands
    .filter((command) => !command.roles || (role && command.roles.includes(role)))
    .map(({ href, button, roles: inUnit, ...command }) => ({
      ...command,
      key: command.label,
      ...(inUnit && active ? { note: active.name } : {}),
      act: () => goTo(href.replace("{unit}", unitId ?? "").replace("{slug}", active?.slug ?? ""), button),
    }));
  const pages = [...organizationLinks(offered), ...unitLinks(active?.slug), ...accountLinks].map(({ href, label }) => ({
    key: label,
    label,
    act: () => goTo(href),
  }));
  const help = { key: "shortcuts", label: "Keyboard shortcuts", also: "keys help", act: onShortcuts };

  const toUnit = (unit: (typeof units)[number]): Choice => ({
    key: unit.unit_id,
    label: unit.name,
    note: unit.unit_id === unitId ? "active" : (roleAmong(roles, unit.unit_id) ?? ""),
    isUnit: true,
    act: () => choose(unit),
  });
  const toMember = ({ org_member_id: id, first_name, last_name, email }: Member): Choice => ({
    key: id,
    label: `${first_name} ${last_name}`,
    note: email,
    isPerson: true,
    act: () => goTo(`/dashboard/members/${id}`),
  });

  const groups: Group[] = [
    { title: "Pages", choices: pages.filter((choice) => isMatch(choice, text)) },
    { title: "Actions", choices: [...actions, help].filter((choice) => isMatch(choice, text)) },
    { title: "Switch to an org unit", choices: matching.shown.slice(0, MOST_UNITS).map(toUnit) },
    { title: "Members", choices: (members.answer ?? []).map(toMember) },
  ];
  const states = [isEmpty ? "done" : members.state, matching.state];
  return {
    groups,
    moreUnits: Math.max(0, matching.total - MOST_UNITS),
    isSearching: states.includes("searching"),
    hasFailed: states.includes("failed"),
    retry: () => setSearches(newSearches),
    failure,
  };
}
