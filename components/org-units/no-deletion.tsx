/** Why there is no button to delete an OU, in the words of the reference. */
export function NoDeletion({ mayRetire }: { mayRetire: boolean }) {
  return (
    <p className="mt-8 max-w-prose text-muted text-sm">
      Deletion of Organizational Units is not supported to prevent data loss.
      {mayRetire && " To retire a unit, rename it and revoke the access of its members."}
    </p>
  );
}
