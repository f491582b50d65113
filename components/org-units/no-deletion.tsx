/** Explains why an OU cannot be deleted, in the words of the published reference. */
export function NoDeletion({ mayRetire }: { mayRetire: boolean }) {
  return (
    <p className="mt-8 max-w-prose text-muted text-sm">
      Deletion of Organizational Units is not supported to prevent data loss.
      {mayRetire && " To retire one, rename it and revoke its members' access."}
    </p>
  );
}
