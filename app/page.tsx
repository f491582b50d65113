import { Link } from "@/components/ui/link";

export default function HomePage() {
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <h1 className="font-semibold text-2xl tracking-tight">LeadVibe Admin</h1>
      <p className="mt-4 text-muted">
        Organizational units, members, and who has access to what. One organization cannot see any other, and a member
        sees only the org units they have access to.
      </p>
      <ul className="mt-8 space-y-2">
        <li>
          <Link href="/dashboard" className="underline">
            Dashboard
          </Link>{" "}
          – sign in, and manage org units and members
        </li>
        <li>
          <Link href="/docs" className="underline">
            API reference
          </Link>{" "}
          – read it, and try it with your access token
        </li>
        <li>
          <a href="/openapi.json" className="underline">
            OpenAPI 3.1 document
          </a>{" "}
          – for generated clients
        </li>
      </ul>
    </main>
  );
}
