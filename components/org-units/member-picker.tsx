"use client";

import { useCombobox, useMultipleSelection } from "downshift";
import { X } from "lucide-react";
import { type ChangeEvent, type Ref, useState } from "react";
import { inputStyle } from "@/components/ui/field";
import type { Member } from "@/domain/members/schema";
import { useFoundMembers } from "./use-found-members";

export type Choice = Pick<Member, "org_member_id" | "first_name" | "last_name" | "email" | "role" | "ou_memberships">;
export const fullName = (member: { first_name: string; last_name: string }) =>
  `${member.first_name} ${member.last_name}`;

type Props = {
  unitId: string;
  chosen: Choice[];
  onChange: (chosen: Choice[]) => void;
  error?: string | undefined;
  inputRef: Ref<HTMLInputElement>;
};

/** Why a member needs no grant: what access they have to the OU already, or null. */
function accessOf(member: Choice, unitId: string): string | null {
  if (member.role === "admin") return "org admin, reaches every unit";
  const membership = member.ou_memberships.find((entry) => entry.unit_id === unitId);
  return membership ? `already ${membership.role} here` : null;
}

/** A searchable choice of several members (WAI-ARIA APG, Combobox pattern); the search runs on the server. */
export function MemberPicker({ unitId, chosen, onChange, error, inputRef }: Props) {
  const [text, setText] = useState("");
  const { found, state } = useFoundMembers(text);
  const isChosen = (member: Choice) => chosen.some((entry) => entry.org_member_id === member.org_member_id);
  const shown = found.filter((member) => !isChosen(member));

  const { getSelectedItemProps, getDropdownProps, removeSelectedItem } = useMultipleSelection({
    selectedItems: chosen,
    itemToKey: (member: Choice | null) => member?.org_member_id,
    onSelectedItemsChange: ({ selectedItems }) => onChange(selectedItems ?? []),
  });
  const { isOpen, highlightedIndex, getLabelProps, getMenuProps, getInputProps, getItemProps } = useCombobox({
    items: shown,
    itemToString: (member) => (member ? fullName(member) : ""),
    itemToKey: (member) => member?.org_member_id,
    isItemDisabled: (member) => accessOf(member, unitId) !== null,
    selectedItem: null,
    inputValue: text,
    stateReducer: (_state, { type, changes }) => {
      const picks =
        type === useCombobox.stateChangeTypes.InputKeyDownEnter || type === useCombobox.stateChangeTypes.ItemClick;
      return picks && changes.selectedItem ? { ...changes, isOpen: true, inputValue: "" } : changes;
    },
    onInputValueChange: ({ inputValue, type }) => {
      if (type !== useCombobox.stateChangeTypes.InputChange) setText(inputValue ?? "");
    },
    onSelectedItemChange: ({ selectedItem }) => selectedItem && onChange([...chosen, selectedItem]),
  });

  return (
    <div>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: downshift gives htmlFor */}
      <label {...getLabelProps()} className="mb-1 block font-medium text-sm">
        Members
      </label>
      {chosen.length > 0 && (
        <ul aria-label="Chosen members" className="mb-2 flex flex-wrap gap-1.5">
          {chosen.map((member, index) => (
            <li key={member.org_member_id}>
              <span
                {...getSelectedItemProps({ selectedItem: member, index })}
                className="inline-flex min-h-6 items-center gap-1 rounded border border-line bg-raised pl-2 text-sm"
              >
                {fullName(member)}
                <button
                  type="button"
                  aria-label={`Remove ${fullName(member)}`}
                  onClick={() => removeSelectedItem(member)}
                  className="grid size-6 place-items-center rounded text-muted hover:text-text"
                >
                  <X aria-hidden size={12} />
                </button>
              </span>
            </li>
          ))}
        </ul>
      )}
      <input
        {...getInputProps({
          ...getDropdownProps({ ref: inputRef, preventKeyAction: isOpen }),
          // Here and not in onInputValueChange, which comes after the render: fast typing would lose letters.
          onChange: (event: ChangeEvent<HTMLInputElement>) => setText(event.currentTarget.value),
        })}
        placeholder="Search by name or e-mail"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? "member-picker-error" : undefined}
        className={inputStyle}
      />
      <ul
        {...getMenuProps()}
        className={
          isOpen && shown.length > 0 ? "mt-1 max-h-56 overflow-y-auto rounded-md border border-line p-1" : "hidden"
        }
      >
        {shown.map((member, index) => (
          <Option
            key={member.org_member_id}
            member={member}
            access={accessOf(member, unitId)}
            isHighlighted={highlightedIndex === index}
            props={getItemProps({ item: member, index })}
          />
        ))}
      </ul>
      <p role="status" className="mt-1 text-muted text-sm">
        {isOpen && state === "searching" && "Searching…"}
        {isOpen && state === "failed" && "The search failed. Type again to retry."}
        {isOpen && state === "done" && shown.length === 0 && "No other member matches."}
      </p>
      {error && (
        <p id="member-picker-error" className="text-bad text-sm">
          {error}
        </p>
      )}
    </div>
  );
}

type OptionProps = { member: Choice; access: string | null; isHighlighted: boolean; props: object };

function Option({ member, access, isHighlighted, props }: OptionProps) {
  return (
    <li
      {...props}
      className={`rounded px-2 py-1 ${access ? "cursor-not-allowed text-muted" : "cursor-pointer"} ${isHighlighted ? "bg-raised" : ""}`}
    >
      <span className="block break-words">{fullName(member)}</span>
      <span className="block wrap-anywhere text-muted text-sm">
        {member.email}
        {access && ` · ${access}`}
      </span>
    </li>
  );
}
