import type { Metadata } from "next";

export const metadata: Metadata = { title: "Not found" };

export default function NotFoundPage() {
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <h1 className="font-semibold text-2xl tracking-tight">Page not found</h1>
      <p className="mt-4 text-muted">The address may be mistyped, or the page is gone.</p>
      <p className="mt-8">
        <a href="/">Go to the start page</a>
      </p>
    </main>
  );
}
