import { FormError } from "@/components/forms/form-error";
import { Button } from "@/components/ui/button";
import { ApiError } from "@/lib/http/api-client";
import { countText } from "@/lib/number-text";
import { peopleText } from "./change-words";

type Props = {
  failure: unknown;
  /** Goes on with the number of members who match the filters now. */
  onCount: (count: number) => void;
};

/** Why something could not be worked out for the chosen members, or done to them. */
export function Stopped({ failure, onCount }: Props) {
  if (!(failure instanceof ApiError)) return <FormError error={failure} />;
  const { count } = failure.details;
  if (failure.code !== "selection_changed" || typeof count !== "number") {
    const faults = failure.faults.map(({ detail }) => detail).join("; ");
    return (
      <FormError error={faults ? new ApiError(failure.status, failure.code, `This change ${faults}.`) : failure} />
    );
  }
  return (
    <div role="alert" className="rounded-md border border-bad px-3 py-2 text-sm">
      <p>The list has changed since you opened it: {countText(count, "person matches", "people match")} now.</p>
      {count > 0 && (
        <Button className="mt-2" onClick={() => onCount(count)}>
          Go on with {peopleText(count)}
        </Button>
      )}
    </div>
  );
}
