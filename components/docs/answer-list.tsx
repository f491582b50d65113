import { FieldTable } from "./field-table";
import { JsonExample } from "./json-example";
import { InlineMarkdown } from "./markdown";
import type { Operation } from "./reference";

/** The answers of an operation: each status, and for a success its headers, fields and an example. */
export function AnswerList({ operation: { id, answers } }: { operation: Operation }) {
  return (
    <>
      <h3 className="mt-6 font-medium text-sm">Answers</h3>
      <ul className="mt-2 space-y-1">
        {answers.map(({ status, description, headers, fields, example }) => (
          <li key={status}>
            <span className={`mr-3 font-mono text-sm tabular-nums ${status < "400" ? "text-good" : "text-bad"}`}>
              {status}
            </span>
            <span className="text-muted text-sm">
              <InlineMarkdown text={description} />
              {headers.length > 0 && ` with ${headers.join(", ")}`}
            </span>
            {fields.length > 0 && (
              <details className="mt-1">
                <summary className="text-sm">
                  Fields<span className="sr-only">{` of the ${status} answer of ${id}`}</span>
                </summary>
                <FieldTable caption={`Fields of the ${status} answer`} fields={fields} />
              </details>
            )}
            {example && (
              <JsonExample label={`Example of the ${status} answer of ${id}`} title="Example" json={example} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
