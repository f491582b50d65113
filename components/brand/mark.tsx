import { classNames } from "@/components/ui/class-names";

/** The product's mark: a voice getting louder, from left to right. app/icon.svg is the same drawing. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={classNames("size-7 shrink-0", className)}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M8 14v4M13.33 11v10M18.67 13v6M24 7v18"
        fill="none"
        strokeWidth="3"
        strokeLinecap="round"
        className="stroke-on-accent"
      />
    </svg>
  );
}
