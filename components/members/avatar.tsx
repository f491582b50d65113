type Props = { first_name: string; last_name: string };

const firstLetter = (name: string) => [...name.trim()][0]?.toUpperCase() ?? "";

/** A member's initials, beside their name. */
export function Avatar({ first_name, last_name }: Props) {
  return (
    <span
      aria-hidden
      className="-my-0.5 inline-flex size-7 shrink-0 select-none items-center justify-center rounded-full border border-line bg-raised font-medium text-muted text-xs max-sm:hidden"
    >
      {firstLetter(first_name)}
      {firstLetter(last_name)}
    </span>
  );
}
