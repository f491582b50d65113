import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { currentSession } from "@/app/(dashboard)/current-session";
import { Contents } from "@/components/docs/contents";
import { DocsHeader } from "@/components/docs/docs-header";
import { ReaderProvider } from "@/components/docs/reader";
import { buttonKinds, buttonLook } from "@/components/ui/button-look";
import { inputStyle } from "@/components/ui/input-style";
import { THEME_COOKIE, themeOf } from "@/lib/theme";
import { referenceContents } from "./reference";

export const dynamic = "force-dynamic"; // the server's address comes from the environment at run time

export default async function DocsLayout({ children }: { children: ReactNode }) {
  const session = await currentSession().catch(() => null); // the reference can be read while the database cannot
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <ReaderProvider>
      <DocsHeader isSignedIn={session !== null} theme={theme} />
      <div className="lg:flex">
        <nav
          aria-label="Contents"
          className="border-line border-b px-3 py-2 lg:sticky lg:top-14 lg:h-[calc(100dvh-3.5rem)] lg:w-64 lg:shrink-0 lg:overflow-y-auto lg:border-r lg:border-b-0 lg:py-4"
        >
          <Contents
            sections={referenceContents()}
            searchClass={inputStyle}
            buttonClass={`${buttonLook} ${buttonKinds.plain}`}
            linkClass="block rounded-md px-2 py-1 text-sm text-text no-underline hover:bg-raised hover:no-underline aria-[current=page]:bg-raised aria-[current=page]:font-medium"
          />
        </nav>
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 outline-none lg:px-8">
          <div className="mx-auto max-w-6xl">{children}</div>
        </main>
      </div>
    </ReaderProvider>
  );
}
