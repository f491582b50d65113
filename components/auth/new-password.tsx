"use client";

import { Check, Circle } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { InputField } from "@/components/ui/field";
import { isPersonalPassword, type PasswordOwner } from "@/lib/auth/personal-password";

const [SHORTEST, LONGEST] = [12, 256];

function rulesFor(password: string, owner: PasswordOwner) {
  const length = [...password].length;
  const isPersonal = isPersonalPassword(password, owner);
  return [
    { rule: `${SHORTEST} to ${LONGEST} characters`, isMet: length >= SHORTEST && length <= LONGEST },
    { rule: "Not your name, e-mail address or organization", isMet: length > 0 && !isPersonal },
    { rule: "Hard to guess, for example four unrelated words", isMet: undefined }, // the server judges
  ];
}

type Props = { name: string; owner: PasswordOwner; error: string | undefined };

/** A new password, entered once and shown on request; its rules are ticked off while it is typed. */
export function NewPassword({ name, owner, error }: Props) {
  const [password, setPassword] = useState("");
  const [isShown, setShown] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setPassword(input.current?.value ?? ""), []); // typed before the script started
  const rules = (
    <ul className="space-y-0.5">
      {rulesFor(password, owner).map(({ rule, isMet }) => (
        <li key={rule} className={classNames("flex items-start gap-1.5", isMet && "text-good")}>
          {isMet ? (
            <Check aria-hidden size={14} className="mt-0.5 shrink-0" />
          ) : (
            <Circle aria-hidden size={8} className="mx-[3px] mt-1.5 shrink-0" />
          )}
          <span>
            {rule}
            {isMet && <span className="sr-only"> (met)</span>}
          </span>
        </li>
      ))}
    </ul>
  );
  return (
    <div className="space-y-2">
      <InputField
        ref={input}
        label="Password"
        name={name}
        type={isShown ? "text" : "password"}
        autoComplete="new-password"
        required
        spellCheck={false}
        autoCapitalize="off"
        onChange={(event) => setPassword(event.target.value)}
        error={error}
        hint={rules}
      />
      <label className="flex min-h-6 w-fit items-center gap-2 noscript:hidden">
        <input
          type="checkbox"
          checked={isShown}
          onChange={(event) => setShown(event.target.checked)}
          className="size-4 accent-accent"
        />
        Show the password
      </label>
    </div>
  );
}
