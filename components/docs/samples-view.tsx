"use client";

import { ScrollBox } from "@/components/ui/scroll-box";
import { useCopy } from "@/components/ui/use-copy";
import { useReader } from "./reader";
import { type Language, languages } from "./reference";

const choice = "min-h-8 rounded-md px-2 text-muted text-sm hover:text-text";

/** The samples of an operation, one language at a time: the one chosen anywhere is chosen everywhere. */
export function SamplesView({ id, samples }: { id: string; samples: Record<Language, string> }) {
  const { language, setLanguage } = useReader();
  const { copied, hasFailed, copy } = useCopy(samples[language]);
  return (
    <div className="rounded-lg border border-line bg-raised">
      <fieldset className="flex items-center gap-1 border-line border-b px-2 py-1">
        <legend className="sr-only">{`Language of the samples, at ${id}`}</legend>
        {(Object.keys(languages) as Language[]).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === language}
            onClick={() => setLanguage(one)}
            className={`${choice} aria-pressed:font-medium aria-pressed:text-text aria-pressed:underline`}
          >
            {languages[one]}
          </button>
        ))}
        <button
          type="button"
          aria-label={`Copy the ${languages[language]} sample of ${id}`}
          onClick={copy}
          className={`ml-auto ${choice}`}
        >
          {copied ? "Copied" : "Copy"}
        </button>
        <span role="status" className={hasFailed ? "text-sm" : "sr-only"}>
          {hasFailed ? "Select the text and copy it by hand." : copied && "Copied"}
        </span>
      </fieldset>
      <ScrollBox label={`${languages[language]} sample of ${id}`} className="max-h-96 p-3">
        <pre>{samples[language]}</pre>
      </ScrollBox>
    </div>
  );
}
