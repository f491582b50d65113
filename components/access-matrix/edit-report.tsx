import { FormError } from "@/components/forms/form-error";
import { numberText } from "@/lib/number-text";
import { refusedText, setText } from "./matrix-words";
import type { Report } from "./use-edits";

const NAMED = 5;

/** What became of the last edit. The cells that were refused are named. */
export function EditReport({ report }: { report: Report | null }) {
  const refused = report && "refused" in report ? report.refused : [];
  return (
    <div className="text-sm">
      <p role="status">
        {report && "text" in report && report.text}
        {report && "set" in report && setText(report.set, refused.length)}
      </p>
      {report && "failure" in report && <FormError error={report.failure} />}
      {refused.length > 0 && (
        <ul aria-label="Cells that were not set" className="list-disc pl-5 text-muted">
          {refused.slice(0, NAMED).map((one) => (
            <li key={`${one.row} ${one.column}`} className="wrap-anywhere">
              {refusedText(one)}
            </li>
          ))}
          {refused.length > NAMED && <li>and {numberText(refused.length - NAMED)} more</li>}
        </ul>
      )}
    </div>
  );
}
