import { ScrollBox } from "@/components/ui/scroll-box";
import { FieldTable } from "./field-table";
import { InlineMarkdown, Markdown } from "./markdown";
import type { Operation } from "./reference";
import { TryIt } from "./try-it";

/** One operation: description, parameters, body, answers, and a console to call it. */
export function OperationView({ operation }: { operation: Operation }) {
  const { id, method, path, summary, description, scope, isWithinUnit, bodyFields, params, answers, curl } = operation;
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="border-line border-t py-8">
      <h3 id={`${id}-title`} className="font-mono text-sm">
        <span className="mr-2 inline-block min-w-14 font-semibold text-accent">{method}</span>
        <span className="break-all">{path}</span>
      </h3>
      <p className="mt-2 font-medium">{summary}</p>
      <Markdown text={description} className="mt-1 max-w-prose text-muted" />
      {scope && (
        <p className="mt-2 text-sm">
          Scope: <code>{scope}</code>
          {!isWithinUnit && <span className="text-muted"> · not with a token of one OU</span>}
        </p>
      )}
      {params.length > 0 && (
        <FieldTable
          caption="Parameters"
          fields={params.map((param) => ({ ...param, type: `${param.type}, ${param.in}` }))}
        />
      )}
      {bodyFields.length > 0 && <FieldTable caption="Body" fields={bodyFields} />}
      <h4 className="mt-6 font-medium text-sm">Answers</h4>
      <ul className="mt-2 space-y-1">
        {answers.map(({ status, description, headers, fields }) => (
          <li key={status}>
            <span className={`mr-3 font-mono text-sm tabular-nums ${status < "300" ? "text-good" : "text-bad"}`}>
              {status}
            </span>
            <span className="text-muted text-sm">
              <InlineMarkdown text={description} />
            </span>
            {headers.length > 0 && <span className="ml-2 text-muted text-sm">with {headers.join(", ")}</span>}
            {fields.length > 0 && (
              <details className="mt-1">
                <summary className="cursor-pointer text-sm">
                  Fields<span className="sr-only">{` of the ${status} answer of ${id}`}</span>
                </summary>
                <FieldTable caption={`Fields of the ${status} answer`} fields={fields} />
              </details>
            )}
          </li>
        ))}
      </ul>
      <h4 className="mt-6 font-medium text-sm">Example</h4>
      <ScrollBox label={`curl example of ${id}`} className="mt-2 rounded border border-line bg-raised p-3">
        <pre>{curl}</pre>
      </ScrollBox>
      <TryIt operation={operation} />
    </section>
  );
}
