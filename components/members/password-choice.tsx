"use client";

import { RefreshCw } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { InputField } from "@/components/ui/field";

const ONCE = "It works once, to choose a password of their own. The invitation works without it.";
const RULES = `${ONCE} 12 to 256 characters that are not easy to guess: no common password, no repetitions, and not based on the member's name, e-mail or organization.`;

type Props = {
  isGenerated: boolean;
  password: string;
  error: string | undefined;
  input: Pick<ComponentProps<typeof InputField>, "name" | "ref" | "onChange" | "onFocus">;
  /** Requests a new generated password, or an empty field to type one into. */
  onChoose: (generated: boolean) => void;
};

/** A member's first password: generated and shown, or typed. */
export function PasswordChoice({ isGenerated, password, error, input, onChoose }: Props) {
  const [isVisible, setVisible] = useState(false);
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">First password</legend>
      <InputField
        key={isGenerated ? "generated" : "typed"}
        label={isGenerated ? "Password, generated" : "Password"}
        type={isGenerated || isVisible ? "text" : "password"}
        readOnly={isGenerated}
        autoComplete="new-password"
        spellCheck={false}
        autoCapitalize="off"
        className="font-mono"
        error={error}
        hint={isGenerated ? `${ONCE} It is not shown again after this dialog closes.` : RULES}
        {...input}
      />
      <div className="mt-2 flex flex-wrap gap-2">
        {isGenerated ? (
          <>
            <CopyButton text={password} label="Copy the password">
              Copy
            </CopyButton>
            <Button onClick={() => onChoose(true)} aria-label="Generate another password">
              <RefreshCw aria-hidden size={14} />
              Regenerate
            </Button>
          </>
        ) : (
          <Button aria-pressed={isVisible} onClick={() => setVisible(!isVisible)}>
            Show the password
          </Button>
        )}
        <Button kind="quiet" onClick={() => onChoose(!isGenerated)}>
          {isGenerated ? "Type one instead" : "Generate one instead"}
        </Button>
      </div>
    </fieldset>
  );
}
