import { Button } from "@/components/ui/button";
import { inputStyle } from "@/components/ui/input-style";

type Props = { text: string; onText: (text: string) => void; onRetry: (() => void) | undefined };

/** Takes what is typed while the palette is still loading, and says if it could not be. */
export function LoadingContents({ text, onText, onRetry }: Props) {
  return (
    <>
      <input
        data-first-focus
        aria-label="Search"
        value={text}
        onChange={(event) => onText(event.target.value)}
        className={inputStyle}
      />
      <p role="status" className="mt-2 text-muted">
        {onRetry ? "This could not be loaded. Check the connection." : "Loading…"}
      </p>
      {onRetry && <Button onClick={onRetry}>Retry</Button>}
    </>
  );
}
