import { Download } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";

type Props<Format> = { formats: readonly Format[]; hrefOf: (format: Format) => string };

/** Links that download a whole list, one for each format. */
export function Exports<Format extends string>({ formats, hrefOf }: Props<Format>) {
  return (
    <div className="flex gap-2">
      {formats.map((format) => (
        <a
          key={format}
          href={hrefOf(format)}
          download
          aria-label={`Export as ${format.toUpperCase()}`}
          className={buttonStyle()}
        >
          <Download aria-hidden size={14} />
          {format.toUpperCase()}
        </a>
      ))}
    </div>
  );
}
