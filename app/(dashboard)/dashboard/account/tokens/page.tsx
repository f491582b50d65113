import type { Metadata } from "next";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { CreateToken } from "@/components/account/create-token";
import { TokenList } from "@/components/account/token-list";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { scopedReader } from "@/domain/access/reader";
import { listOrgUnits } from "@/domain/org-units/list-org-units";
import { listTokens } from "@/domain/tokens/operations";

export const metadata: Metadata = { title: "Access tokens" };

export default function TokensPage() {
  return readPage(async ({ ahead: [own, listed] }) => {
    const tokens = own.parse();
    const units = listed.parse().map(({ unit_id, name }) => ({ unit_id, name }));
    const unitNames = Object.fromEntries(units.map(({ unit_id, name }) => [unit_id, name]));
    return (
      <>
        <PageHeader
          title="Access tokens"
          description={
            <>
              Scripts use them to call the{" "}
              <a href="/docs" className="underline">
                API
              </a>
              . A token acts as you, within its scopes and its org unit, until it expires or you revoke it.
            </>
          }
          actions={<CreateToken units={units} />}
        />
        <section id="tokens" tabIndex={-1} aria-label="Your access tokens" className="outline-none">
          {tokens.length > 0 ? (
            <TokenList tokens={tokens} unitNames={unitNames} now={new Date().toISOString()} />
          ) : (
            <EmptyState title="No access tokens yet">
              Create one for each script, so that you can revoke them separately.
            </EmptyState>
          )}
        </section>
      </>
    );
  }, readAhead);
}

const readAhead = (tx: ReadTx) => Promise.all([listTokens(tx, scopedReader), listOrgUnits(tx, scopedReader)]);
