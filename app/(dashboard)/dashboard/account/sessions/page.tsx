import type { Metadata } from "next";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { EndOtherSessions } from "@/components/account/end-session";
import { SessionList } from "@/components/account/session-list";
import { PageHeader } from "@/components/ui/page-header";
import { scopedReader } from "@/domain/access/reader";
import { listSessions } from "@/domain/sessions/operations";

export const metadata: Metadata = { title: "Sessions" };

export default function SessionsPage() {
  return readPage(async ({ ahead }) => {
    const sessions = ahead.parse();
    const others = sessions.filter((session) => !session.current).length;
    return (
      <>
        <PageHeader
          title="Sessions"
          description="The browsers that are signed in as you. End any you do not recognize, then change your password."
          actions={others > 0 && <EndOtherSessions count={others} />}
        />
        <section id="sessions" tabIndex={-1} aria-label="Your sessions" className="outline-none">
          <SessionList sessions={sessions} />
          {others === 0 && <p className="mt-4 text-muted">You are not signed in anywhere else.</p>}
        </section>
      </>
    );
  }, readOwn);
}

const readOwn = (tx: ReadTx) => listSessions(tx, scopedReader);
