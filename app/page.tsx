import { Mark } from "@/components/brand/mark";
import { OperatedBy } from "@/components/brand/operated-by";
import { Promises } from "@/components/brand/promises";
import { Wave } from "@/components/brand/wave";
import { buttonStyle } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { scopedReader } from "@/domain/access/reader";
import { readOrganization } from "@/domain/organizations/own-organization";
import { currentSession } from "./(dashboard)/current-session";
import { type ReadTx, readPage } from "./(dashboard)/read-page";

const ownOrganization = () =>
  readPage(
    async ({ ahead }) => ahead.parse().name,
    (tx: ReadTx) => readOrganization(tx, scopedReader),
  );

export default async function HomePage() {
  const organization = (await currentSession()) ? await ownOrganization() : null;
  return (
    <div className="mx-auto flex min-h-dvh max-w-5xl flex-col px-4 py-6 sm:px-8 sm:py-10">
      <p className="flex items-center gap-2.5 font-semibold">
        <Mark />
        LeadVibe Admin
      </p>
      <main className="grid grow content-center gap-x-16 gap-y-12 py-12 lg:grid-cols-[7fr_5fr] lg:items-center">
        <div>
          <h1 className="text-balance font-semibold text-4xl tracking-tight sm:text-5xl">
            Know your leads, and who may see them.
          </h1>
          <p className="mt-5 max-w-xl text-pretty text-lg text-muted">
            Org units, their members and leads, and who has access to what: for admins in the dashboard, for programs
            over an API.
          </p>
          <p className="mt-8 flex flex-wrap items-center gap-x-5 gap-y-3">
            <Link href="/dashboard" className={buttonStyle({ kind: "primary", className: "min-h-10 px-5 text-base" })}>
              {organization === null ? "Sign in" : "Open the dashboard"}
            </Link>
            {organization !== null && (
              <span className="wrap-anywhere text-muted">You are signed in to {organization}.</span>
            )}
          </p>
        </div>
        <Promises />
        <Wave className="w-full text-accent/25 lg:col-span-2" />
      </main>
      <footer className="flex flex-wrap justify-between gap-x-8 gap-y-2 border-line border-t pt-4">
        <OperatedBy />
        <p className="flex flex-wrap gap-x-5 text-sm">
          <Link href="/docs">API reference</Link>
          <a href="/openapi.json">OpenAPI 3.1 document</a>
        </p>
      </footer>
    </div>
  );
}
