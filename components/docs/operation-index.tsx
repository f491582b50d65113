import type { Section } from "./reference";

/** All operations by section, each with its ID as an anchor: a link to `/docs#listMembers` ends here. */
export function OperationIndex({ sections }: { sections: Section[] }) {
  return (
    <section aria-labelledby="operations" className="mt-10">
      <h2 id="operations" className="mb-3 font-semibold text-lg">
        Operations
      </h2>
      <div className="gap-x-8 md:columns-2">
        {sections.map(({ tag, slug, operations }) => (
          <section key={slug} aria-labelledby={`tag-${slug}`} className="mb-5 break-inside-avoid">
            <h3 id={`tag-${slug}`} className="font-medium">
              <a href={`/docs/${slug}`} className="inline-block min-h-6">
                {tag}
              </a>
            </h3>
            <ul>
              {operations.map(({ id, method, path, summary }) => (
                <li key={id} id={id} className="target:bg-raised">
                  <a
                    href={`/docs/${slug}#${id}`}
                    title={summary}
                    className="flex min-h-6 items-center gap-2 font-mono text-text text-xs no-underline hover:underline"
                  >
                    <span className="w-12 shrink-0 text-muted">{method}</span>
                    <span className="min-w-0 break-all">{path}</span>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}
