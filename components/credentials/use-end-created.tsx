"use client";

import { type ReactNode, useEffect, useState } from "react";
import { FormError } from "@/components/forms/form-error";
import { CheckboxField } from "@/components/ui/field";
import type { Made } from "@/domain/credentials/schema";
import { api } from "@/lib/http/api-client";

const NAMED = 5;

/**
 * For dialogs that take access away at `path`: `choice` fetches and lists what the member created and asks whether to end
 * it too; `query` is the answer as a query string.
 */
export function useEndCreated(path: string): { choice: ReactNode; query: string } {
  const [isEnding, setEnding] = useState(false);
  const choice = <CreatedChoice path={`${path}/created`} isEnding={isEnding} onChange={setEnding} />;
  return { choice, query: queryOf(isEnding) };
}

/** The query string that ends what they created too, or nothing. */
export const queryOf = (isEnding: boolean): string => (isEnding ? "?end_created=true" : "");

type ChoiceProps = { isEnding: boolean; onChange: (isEnding: boolean) => void };

function CreatedChoice({ path, ...choice }: ChoiceProps & { path: string }) {
  const [made, setMade] = useState<Made | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  useEffect(() => {
    let isCurrent = true;
    const take = (found: Made) => isCurrent && setMade(found);
    api<Made>("GET", path).then(take, (error) => isCurrent && setFailure(error));
    return () => {
      isCurrent = false;
    };
  }, [path]);

  if (failure) return <FormError error={failure} />;
  return made && <MadeChoice made={made} {...choice} />;
}

/** The same choice for data that is already loaded; renders nothing if they created nothing. */
export function MadeChoice({ made, isEnding, onChange }: ChoiceProps & { made: Made }) {
  const lines = linesOf(made);
  if (lines.length === 0) return null;
  return (
    <div className="mb-4 rounded-md border border-line px-3 py-2">
      <p className="font-medium">What they created stays active:</p>
      <ul className="mt-1 mb-3 list-disc space-y-1 pl-5">
        {lines.slice(0, NAMED).map(({ key, text }) => (
          <li key={key}>{text}</li>
        ))}
        {lines.length > NAMED && <li>and {lines.length - NAMED} more</li>}
      </ul>
      <CheckboxField
        label="End these too"
        hint="Programs that use a service account are refused from their next request on. People who have not accepted their invitation are removed. Webhooks are no longer sent."
        checked={isEnding}
        onChange={(event) => onChange(event.target.checked)}
      />
    </div>
  );
}

function linesOf({
  service_accounts: accounts,
  invitations,
  webhook_endpoints: endpoints,
}: Made): { key: string; text: string }[] {
  return [
    ...accounts.map(({ secret_id: key, name, unit_name }) => ({
      key,
      text: `Service account ${name} in ${unit_name}`,
    })),
    ...invitations.map(({ org_member_id: key, first_name, last_name, email, role }) => ({
      key,
      text: `Invitation of ${first_name} ${last_name} (${email}) as ${role}`,
    })),
    ...endpoints.map(({ id: key, url }) => ({ key, text: `Webhook endpoint at ${new URL(url).host}` })),
  ];
}
