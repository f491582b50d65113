"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { ScrollBox } from "@/components/ui/scroll-box";
import { useReader } from "./reader";
import { type Language, languages } from "./reference";

/** The samples of an operation, one language at a time: the one chosen anywhere is chosen everywhere. */
export function SamplesView({ id, samples }: { id: string; samples: Record<Language, string> }) {
  const { language, setLanguage } = useReader();
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
            className="min-h-8 rounded-md px-2 text-muted text-sm hover:text-text aria-pressed:font-medium aria-pressed:text-text aria-pressed:underline"
          >
            {languages[one]}
          </button>
        ))}
        <span className="ml-auto">
          <CopyButton text={samples[language]} label={`Copy the ${languages[language]} sample of ${id}`} />
        </span>
      </fieldset>
      <ScrollBox label={`${languages[language]} sample of ${id}`} className="max-h-96 p-3">
        <pre>{samples[language]}</pre>
      </ScrollBox>
    </div>
  );
}
