import { Avatar } from "@/components/ui/avatar";
import { OuDot } from "@/components/ui/ou-dot";
import type { Choice, Group } from "./choices";

type Props = {
  groups: readonly Group[];
  /** The key of the choice that Enter takes. */
  highlighted: string | undefined;
  menuProps: object;
  propsOf: (choice: Choice) => object;
};

/** The choices below their headings, in a box that keeps its height while one types. */
export function ChoiceList({ groups, highlighted, menuProps, propsOf }: Props) {
  return (
    <div {...menuProps} className="mt-2 h-80 max-h-[45dvh] overflow-y-auto">
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
