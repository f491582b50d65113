// How a button looks. A file of its own, for pages that need nothing else of button.tsx.
export const buttonLook =
  "inline-flex min-h-8 cursor-pointer items-center justify-center gap-1.5 whitespace-nowrap rounded-md border px-3 py-1 font-medium text-sm no-underline transition-colors hover:no-underline disabled:pointer-events-none disabled:opacity-50 aria-busy:cursor-progress";

export const buttonKinds = {
  plain: "border-line bg-page text-text shadow-raised hover:bg-raised active:bg-line",
  primary: "border-transparent bg-accent text-on-accent shadow-raised hover:bg-accent/90 active:bg-accent/80",
  danger: "border-bad/40 bg-page text-bad shadow-raised hover:bg-bad/10 active:bg-bad/15",
  quiet: "border-transparent text-muted hover:bg-raised hover:text-text active:bg-line",
};
