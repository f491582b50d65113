import { FieldList } from "./field-list";
import { JsonExample } from "./json-example";
import { InlineMarkdown } from "./markdown";
import type { Operation } from "./reference";

/** The answers of an operation: each status, and for a success its headers, fields and an example. */
export function AnswerList({ operation: { id, answers } }: { operation: Operation }) {
  return (
    <ul className="space-y-1">
      {answers.map(({ status, description, headers, fields, example }) => (
        <li key={status} className="grid grid-cols-[3rem_minmax(0,1fr)]">
          <span className={`font-mono text-sm tabular-nums ${status < "400" ? "text-good" : "text-bad"}`}>
            {status}
          </span>
          <div className="text-muted text-sm">
            <InlineMarkdown text={description} />
            {headers.length > 0 && ` with ${headers.join(", ")}`}
          </div>
          <div className="col-start-2">
            {fields.length > 0 && (
              <details className="mt-1">
                <summary className="text-sm">
                  Fields<span className="sr-only">{` of the ${status} answer of ${id}`}</span>
                </summary>
                <div className="mt-2">
                  <FieldList fields={fields} isAnswer />
                </div>
              </details>
            )}
            {example && <JsonExample title="Example" of={`the ${status} answer of ${id}`} json={example} />}
          </div>
        </li>
      ))}
    </ul>
  );
}
