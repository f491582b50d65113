import { InputField } from "@/components/ui/field";

type Props = { value: string; onChange: (reason: string) => void };

/** Why access is changed, for whoever reads the change later. */
export function ReasonField({ value, onChange }: Props) {
  return (
    <InputField
      label="Reason (optional)"
      value={value}
      maxLength={500}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
