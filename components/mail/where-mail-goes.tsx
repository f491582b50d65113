type Props = {
  /** Null: no provider is configured. */
  from: string | null;
  showsLinks: boolean;
};

/** Says where mail goes, so that it never looks sent when nobody gets it. */
export function WhereMailGoes({ from, showsLinks }: Props) {
  if (from !== null) {
    return (
      <p className="mb-6 text-muted">
        Mail is sent through Resend, from <span className="break-all text-text">{from}</span>.
      </p>
    );
  }
  return (
    <div className="mb-6 rounded-md border border-warn px-3 py-2">
      <p>
        <strong className="font-medium">No e-mail provider is configured:</strong> messages are kept here and not sent.
        Set <code>RESEND_API_KEY</code> and <code>MAIL_FROM</code>.
      </p>
      <p className="mt-1 text-muted text-sm">
        {showsLinks
          ? "Until then their links are shown here, because the database is the embedded one."
          : "Their secret links are withheld, because the database is your own; you can copy an invitation's link on the member's page."}
      </p>
    </div>
  );
}
