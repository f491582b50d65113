"use client";

import { X } from "lucide-react";
import { type Ref, useState } from "react";
import { useSearch } from "@/components/forms/use-search";
import { useSearchCombobox } from "@/components/forms/use-search-combobox";
import { Button } from "@/components/ui/button";
import { inputStyle } from "@/components/ui/input-style";
import type { Member } from "@/domain/members/schema";
import { api } from "@/lib/http/api-client";

export type Choice = Pick<Member, "org_member_id" | "first_name" | "last_name" | "email" | "role" | "ou_memberships">;
export const fullName = (member: { first_name: string; last_name: string }) =>
  `${member.first_name} ${member.last_name}`;

type Props = {
  label: string;
  /** What the list of those chosen is called. */
  chosenLabel: string;
  hint?: string;
  /** Why a member cannot be chosen, or null. */
  reasonAgainst: (member: Choice) => string | null;
  chosen: Choice[];
  onChange: (chosen: Choice[]) => void;
  error?: string | undefined;
  inputRef?: Ref<HTMLInputElement>;
};

const LIMIT = 20;

/** The first twenty members whose name or e-mail address contains the text. */
function findMembers(search: string): Promise<Member[]> {
  const query = new URLSearchParams({ limit: String(LIMIT), ...(search ? { search } : {}) });
  return api<Member[]>("GET", `/members?${query}`);
}

/** Picks several members with a server-side search, and lists those chosen. */
export function MemberPicker(props: Props) {
  const { label, chosenLabel, hint, reasonAgainst, chosen, onChange, error, inputRef } = props;
  const [text, setText] = useState("");
  const { state, answer } = useSearch(text, findMembers);
  const isChosen = (member: Choice) => chosen.some((entry) => entry.org_member_id === member.org_member_id);
  const shown = (answer ?? []).filter((member) => !isChosen(member));

  const { isOpen, highlightedIndex, getLabelProps, getMenuProps, inputProps, itemProps } = useSearchCombobox<Choice>({
    items: shown,
    text,
    keyOf: (member) => member.org_member_id,
    labelOf: fullName,
    isItemDisabled: (member) => reasonAgainst(member) !== null,
    onText: setText,
    onPick: (member) => {
      onChange([...chosen, member]);
      setText("");
    },
  });

  return (
    <div>
      {chosen.length > 0 && (
        <ChosenMembers
          label={chosenLabel}
          chosen={chosen}
          onRemove={(member) => onChange(chosen.filter((entry) => entry !== member))}
        />
      )}
      {/* biome-ignore lint/a11y/noLabelWithoutControl: downshift gives htmlFor */}
      <label {...getLabelProps()} className="mb-1 block font-medium text-sm">
        {label}
      </label>
      <input
        {...inputProps({ ref: inputRef })}
        placeholder="Search by name or e-mail"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? "member-picker-error" : undefined}
        className={inputStyle}
      />
      {/* A fixed height while it is open, so that arriving results don't move a button that someone is about to click. */}
      <div className={isOpen ? "mt-1 h-44 rounded-md border border-line p-1" : undefined}>
        <ul {...getMenuProps()} className={isOpen && shown.length > 0 ? "h-full overflow-y-auto" : "hidden"}>
          {shown.map((member, index) => (
            <Option
              key={member.org_member_id}
              member={member}
              access={reasonAgainst(member)}
              isHighlighted={highlightedIndex === index}
              props={itemProps(member, index)}
            />
          ))}
        </ul>
        <p role="status" className="px-2 text-muted text-sm">
          {isOpen && state === "searching" && "Searching…"}
          {isOpen && state === "failed" && "The search failed. Type again to retry."}
          {isOpen && state === "done" && shown.length === 0 && "No other member matches."}
        </p>
      </div>
      {hint && <p className="mt-1 text-pretty text-muted text-sm">{hint}</p>}
      {error && (
        <p id="member-picker-error" role="alert" className="text-bad text-sm">
          {error}
        </p>
      )}
    </div>
  );
}

type ChosenProps = { label: string; chosen: Choice[]; onRemove: (member: Choice) => void };

/** Everyone chosen, so that a wrong pick is noticed first. */
function ChosenMembers({ label, chosen, onRemove }: ChosenProps) {
  return (
    <ul aria-label={label} className="mb-3 divide-y divide-line rounded-md border border-line">
      {chosen.map((member) => (
        <li key={member.org_member_id} className="flex items-center gap-2 py-0.5 pr-1 pl-2.5">
          <Who member={member} />
          <Button
            kind="quiet"
            className="px-2"
            aria-label={`Remove ${fullName(member)}, ${member.email}`}
            onClick={() => onRemove(member)}
          >
            <X aria-hidden size={14} />
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Who({ member, note }: { member: Choice; note?: string | null }) {
  return (
    <span className="block min-w-0 flex-1 wrap-anywhere">
      <span className="block">{fullName(member)}</span>
      <span className="block text-muted text-sm">
        {member.email}
        {note && ` · ${note}`}
      </span>
    </span>
  );
}

type OptionProps = { member: Choice; access: string | null; isHighlighted: boolean; props: object };

function Option({ member, access, isHighlighted, props }: OptionProps) {
  const look = access ? "cursor-not-allowed text-muted" : "cursor-pointer hover:bg-raised";
  return (
    <li {...props} className={`rounded px-2 py-1 ${look} ${isHighlighted ? "bg-raised" : ""}`}>
      <Who member={member} note={access} />
    </li>
  );
}
