import { cva, type VariantProps } from "class-variance-authority";
import type { ButtonHTMLAttributes, Ref } from "react";
import { classNames } from "./class-names";

const variants = cva(
  "inline-flex min-h-8 cursor-pointer items-center justify-center gap-1.5 whitespace-nowrap rounded-md border px-3 py-1 font-medium text-sm no-underline transition-colors hover:no-underline disabled:pointer-events-none disabled:opacity-50 aria-busy:cursor-progress",
  {
    variants: {
      kind: {
        plain: "border-line bg-page text-text shadow-raised hover:bg-raised active:bg-line",
        primary: "border-transparent bg-accent text-on-accent shadow-raised hover:bg-accent/90 active:bg-accent/80",
        danger: "border-bad/40 bg-page text-bad shadow-raised hover:bg-bad/10 active:bg-bad/15",
        quiet: "border-transparent text-muted hover:bg-raised hover:text-text active:bg-line",
      },
    },
    defaultVariants: { kind: "plain" },
  },
);

type Variants = VariantProps<typeof variants>;

/** A button's style for another element; `className` overrides it. */
export const buttonStyle = ({ kind, className }: Variants & { className?: string } = {}): string =>
  classNames(variants({ kind }), className);

type Props = ButtonHTMLAttributes<HTMLButtonElement> & Variants & { ref?: Ref<HTMLButtonElement> };

/** A button; it does not submit a form unless its type says so. */
export function Button({ kind, className, type = "button", ...rest }: Props) {
  return <button type={type} className={buttonStyle({ kind, className })} {...rest} />;
}
