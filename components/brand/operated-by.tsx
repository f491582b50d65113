import { appUrl, env } from "@/lib/env";

/** Whose installation this is: as the operator says, else by its address. No organization is named to strangers. */
export function OperatedBy() {
  const { host } = new URL(appUrl());
  const { OPERATOR_NAME } = env();
  return (
    <p className="wrap-anywhere text-muted text-sm">
      {OPERATOR_NAME ? `Run by ${OPERATOR_NAME}, at ${host}` : `The installation at ${host}`}
    </p>
  );
}
