import type { InputHTMLAttributes } from "react";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { CheckboxField } from "@/components/ui/field";
import type { Scope } from "@/lib/scopes";
import { scopeNames } from "./scope-words";

type Props<S extends Scope> = {
  /** The scopes to choose from, with what each allows. */
  meanings: Record<S, string>;
  error?: string | undefined;
} & InputHTMLAttributes<HTMLInputElement>;

/** The scopes of a new credential; the rest of the props register each of its checkboxes. */
export function ScopesField<S extends Scope>({ meanings, error, ...checkbox }: Props<S>) {
  return (
    <CheckboxGroup legend="Scopes" error={error}>
      <div className="space-y-1.5">
        {(Object.keys(meanings) as S[]).map((scope) => (
          <CheckboxField key={scope} label={scopeNames[scope]} hint={meanings[scope]} value={scope} {...checkbox} />
        ))}
      </div>
    </CheckboxGroup>
  );
}
