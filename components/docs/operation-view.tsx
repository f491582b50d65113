import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { AnswerList } from "./answer-list";
import { FieldList } from "./field-list";
import { JsonExample } from "./json-example";
import { Markdown } from "./markdown";
import type { Operation, Parameter } from "./reference";
import { SamplesView } from "./samples-view";
import { TryIt } from "./try-it";

function Rights({ scope, isWithinUnit, isPublic }: Pick<Operation, "scope" | "isWithinUnit" | "isPublic">) {
  if (isPublic) return <p className="mt-2 text-muted text-sm">Needs no credential.</p>;
  return (
    <p className="mt-2 text-sm">
      Scope: <code>{scope}</code>
      {!isWithinUnit && <span className="text-muted"> · not with a token of one OU</span>}
    </p>
  );
}

/** Whether the console can send it: a page cannot choose its cookies. */
const isSendable = (param: Parameter) => param.in !== "cookie";

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h3 className="mt-5 mb-2 font-medium">{title}</h3>
      {children}
    </>
  );
}

/** One operation: what it takes and answers, and beside it samples and a console to call it. */
export function OperationView({ operation }: { operation: Operation }) {
  const { id, method, path, summary, description, isDeprecated, isPublic, params, bodyFields, bodyExample } = operation;
  const shown = params.map((param) => ({ ...param, type: `${param.type}, in the ${param.in}` }));
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid grid-cols-1 gap-x-8 gap-y-4 border-line border-t py-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,28rem)]"
    >
      <div className="min-w-0">
        <h2 id={`${id}-title`} className="text-pretty font-semibold text-lg">
          <a href={`#${id}`} className="text-text no-underline">
            {summary}
          </a>{" "}
          {isDeprecated && <Badge tone="warn">Deprecated</Badge>}
        </h2>
        <p className="mt-1 font-mono text-sm">
          <span className="mr-2 font-semibold text-accent">{method}</span>
          <span className="break-all">{path}</span>
        </p>
        <Markdown text={description} className="mt-2 max-w-prose text-pretty" />
        <Rights {...operation} />
        {shown.length > 0 && (
          <Part title="Parameters">
            <FieldList fields={shown} />
          </Part>
        )}
        {bodyExample && (
          <Part title="Body">
            {bodyFields.length > 0 && <FieldList fields={bodyFields} />}
            <JsonExample title="Example" of={`the body of ${id}`} json={bodyExample} />
          </Part>
        )}
        <Part title="Answers">
          <AnswerList operation={operation} />
        </Part>
      </div>
      <div className="min-w-0 space-y-3 xl:sticky xl:top-20 xl:self-start">
        {operation.samples && <SamplesView id={id} samples={operation.samples} />}
        <TryIt operation={{ method, path, isPublic, params: params.filter(isSendable), bodyExample }} />
      </div>
    </section>
  );
}
