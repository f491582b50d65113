import { cva, type VariantProps } from "class-variance-authority";
import type { ButtonHTMLAttributes, Ref } from "react";
import { buttonKinds, buttonLook } from "./button-look";
import { classNames } from "./class-names";

const variants = cva(buttonLook, {
  variants: {
    kind: buttonKinds,
  },
  defaultVariants: { kind: "plain" },
});

type Variants = VariantProps<typeof variants>;

/** A button's style for another element; `className` overrides it. */
export const buttonStyle = ({ kind, className }: Variants & { className?: string } = {}): string =>
  classNames(variants({ kind }), className);

type Props = ButtonHTMLAttributes<HTMLButtonElement> & Variants & { ref?: Ref<HTMLButtonElement> };

/** A button; it does not submit a form unless its type says so. */
export function Button({ kind, className, type = "button", ...rest }: Props) {
  return <button type={type} className={buttonStyle({ kind, className })} {...rest} />;
}
