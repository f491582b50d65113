import { Download } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";

type Format = "csv" | "json";

/** Links that download a whole list. */
export function Exports({ hrefOf }: { hrefOf: (format: Format) => string }) {
  return (
    <div className="flex gap-2">
      {(["csv", "json"] as const).map((format) => (
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
