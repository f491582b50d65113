import { Avatar } from "@/components/ui/avatar";
import { classNames } from "@/components/ui/class-names";
import { OuDot } from "@/components/ui/ou-dot";
import type { Choice, Group } from "./choices";

type Props = {
  groups: readonly Group[];
  /** The key of the choice that Enter takes. */
  highlighted: string | undefined;
  menuProps: object;
  propsOf: (choice: Choice) => object;
  /** Its height; by default it keeps one while one types. */
  className?: string;
};

/** The choices below their headings. */
export function ChoiceList({ groups, highlighted, menuProps, propsOf, className = "h-80 max-h-[45dvh]" }: Props) {
  return (
    <div {...menuProps} className={classNames("mt-2 overflow-y-auto", className)}>
      {groups.map(({ title, choices }) => (
        <fieldset key={title} className="min-w-0">
          <legend className="px-2 pt-2 pb-1 text-muted text-xs">{title}</legend>
          {choices.map((choice) => (
            <div
              key={choice.key}
              {...propsOf(choice)}
              className={`flex cursor-pointer flex-wrap items-center gap-x-2.5 rounded-md px-2 py-1.5 hover:bg-raised ${choice.key === highlighted ? "bg-raised" : ""}`}
            >
              {choice.isUnit && <OuDot id={choice.key} />}
              {choice.isPerson && <Avatar id={choice.key} name={choice.label} className="size-5 text-[0.625rem]" />}
              <span className="min-w-0">{choice.label}</span>
              {choice.note && <span className="ml-auto min-w-0 text-muted text-sm">{choice.note}</span>}
            </div>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
