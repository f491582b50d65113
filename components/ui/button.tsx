import { cva, type VariantProps } from "class-variance-authority";
import type { ButtonHTMLAttributes, Ref } from "react";
import { classNames } from "./class-names";

const variants = cva(
  "inline-flex min-h-8 cursor-pointer items-center justify-center gap-1.5 whitespace-nowrap rounded-md border px-3 py-1 font-medium text-sm no-underline hover:no-underline",
  {
    variants: {
      kind: {
        plain: "border-line bg-page text-text hover:border-field",
        primary: "border-transparent bg-accent text-on-accent hover:brightness-90",
        danger: "border-bad bg-page text-bad hover:bg-raised",
        quiet: "border-transparent text-muted hover:bg-raised hover:text-text",
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
