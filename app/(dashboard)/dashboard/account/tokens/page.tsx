import type { Metadata } from "next";
import { readPage } from "@/app/(dashboard)/read-page";
import { CreateToken } from "@/components/account/create-token";
import { TokenList } from "@/components/account/token-list";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { listTokens } from "@/domain/tokens/operations";

export const metadata: Metadata = { title: "Access tokens" };

export default function TokensPage() {
  return readPage(async ({ tx, actor }) => {
    const tokens = (await listTokens(tx, actor)).parse();
    return (
      <>
        <PageHeader
          title="Access tokens"
          description={
            <>
              Scripts use them to call the{" "}
              <a href="/docs" className="underline">
                API
              </a>{" "}
              . A token can do everything you can, until it expires or you revoke it.
            </>
          }
          actions={<CreateToken />}
        />
        <section id="tokens" tabIndex={-1} aria-label="Your access tokens" className="outline-none">
          {tokens.length > 0 ? (
            <TokenList tokens={tokens} now={new Date().toISOString()} />
          ) : (
            <EmptyState title="No access tokens yet">
              Create one for each script, so that you can revoke them separately.
            </EmptyState>
          )}
        </section>
      </>
    );
  });
}
