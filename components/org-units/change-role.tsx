"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { roleNames } from "@/components/members/role-words";
import { classNames } from "@/components/ui/class-names";
import { inputStyle } from "@/components/ui/field";
import { ApiError, api } from "@/lib/http/api-client";
import { type Role, roles } from "@/lib/roles";

type Props = { unitId: string; memberId: string; name: string; role: Role };

/** A membership's role as a choice that saves itself. A refused change is taken back and said. */
export function ChangeRole({ unitId, memberId, name, role }: Props) {
  const router = useRouter();
  const [shown, setShown] = useState(role);
  const [known, setKnown] = useState(role);
  const saved = useRef(role);
  const queue = useRef(Promise.resolve());

  if (role !== known) {
    setKnown(role); // the page was read again
    setShown(role);
    saved.current = role;
  }

  async function save(wanted: Role) {
    if (wanted === saved.current) return;
    try {
      await api("PUT", `/org-units/${unitId}/memberships/${memberId}`, { role: wanted });
      saved.current = wanted;
      toast.success(`${name} is now ${wanted}`);
    } catch (error) {
      setShown(saved.current);
      toast.error(error instanceof ApiError ? error.message : "The role was not changed. Try again.");
    }
    router.refresh();
  }

  function change(wanted: Role) {
    setShown(wanted);
    queue.current = queue.current.then(() => save(wanted)); // one after the other, so that the last one chosen stays
  }

  return (
    <select
      aria-label={`Role of ${name}`}
      value={shown}
      onChange={(event) => change(event.target.value as Role)}
      className={classNames(inputStyle, "w-28")}
    >
      {roles.map((value) => (
        <option key={value} value={value}>
          {roleNames[value]}
        </option>
      ))}
    </select>
  );
}
