import { Link } from "@/components/ui/link";
import { InlineMarkdown } from "./markdown";
import type { Operation } from "./reference";
import { SamplesView } from "./samples-view";

const FACTS: [title: string, text: string][] = [
  [
    "Credentials",
    "Send a personal access token as `Authorization: Bearer lv_pat_…`. It acts as you, with the scopes it was given: `read`, `ingest`, `write` and `admin`. A service account sends HTTP Basic and works in one OU.",
  ],
  [
    "The active OU",
    "What belongs to an OU is asked for with the header `X-Active-OU-ID`. It selects an OU and grants no access.",
  ],
  [
    "Refusals",
    "Every refusal is `application/problem+json` with a stable `code`, and for a bad field `errors` with its JSON Pointer. `X-Request-Id` names the request in our log.",
  ],
  [
    "Lists",
    'A list is a bare array. With `limit` it comes in pages: follow `Link` until there is no `rel="next"`; `X-Total-Count` counts all.',
  ],
  [
    "Repeating a write",
    "With an `Idempotency-Key` the same write sent again gets the first answer and happens once. `If-Match` with an `ETag` protects what somebody else has changed meanwhile.",
  ],
  [
    "Rates",
    "`RateLimit` says how many requests are left. Beyond that the answer is 429, and `Retry-After` says when to come again.",
  ],
];

/** How to make the first call, and what holds for every operation. */
export function Start({ operation }: { operation: Operation }) {
  return (
    <>
      <section aria-labelledby="start">
        <h2 id="start" className="mb-2 font-semibold text-lg">
          The first call
        </h2>
        <p className="mb-3 max-w-prose text-pretty">
          Make a token under <Link href="/dashboard/account/tokens">Access tokens</Link>. The samples on these pages run
          as they stand: they read the token from <code>LEADVIBE_TOKEN</code>, and the ID of an OU from{" "}
          <code>LEADVIBE_UNIT</code>.
        </p>
        <div className="max-w-2xl">
          {operation.samples && <SamplesView id={operation.id} samples={operation.samples} />}
        </div>
        <p className="mt-3 max-w-prose text-pretty text-muted">
          Programs read the <a href="/openapi.json">OpenAPI 3.1 document</a>. Assistants connect to <code>/mcp</code>,
          where every operation is a tool.
        </p>
      </section>
      <section aria-labelledby="facts" className="mt-8">
        <h2 id="facts" className="mb-3 font-semibold text-lg">
          What holds everywhere
        </h2>
        <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
          {FACTS.map(([title, text]) => (
            <div key={title}>
              <dt className="font-medium">{title}</dt>
              <dd className="text-pretty text-muted">
                <InlineMarkdown text={text} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}
