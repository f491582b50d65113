import type { Section } from "./reference";

/** The operations that the next major version removes. */
export function Deprecated({ sections }: { sections: Section[] }) {
  const going = sections.flatMap(({ slug, operations }) =>
    operations.filter(({ isDeprecated }) => isDeprecated).map((operation) => ({ slug, ...operation })),
  );
  return (
    <>
      <h2 className="mt-8 mb-2 font-semibold text-lg">Deprecated</h2>
      {going.length === 0 && <p className="text-muted">No operation is deprecated.</p>}
      <ul className="list-disc pl-5">
        {going.map(({ slug, id, method, path }) => (
          <li key={id}>
            <a href={`/docs/${slug}#${id}`}>
              {method} {path}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
