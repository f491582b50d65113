type Props = {
  /** Null: no provider is configured. */
  from: string | null;
  showsLinks: boolean;
};

/** Where mail goes, in plain words: it must not look sent when nobody gets it. */
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
        <strong className="font-medium">No e-mail provider is configured:</strong> messages are kept here and sent to
        nobody. Set <code>RESEND_API_KEY</code> and <code>MAIL_FROM</code>.
      </p>
      <p className="mt-1 text-muted text-sm">
        {showsLinks
          ? "Until then the links in them are shown here, because the database is the embedded one."
          : "The secret links in them are withheld, because the database is one of your own; an invitation's link can be copied on the member's page."}
      </p>
    </div>
  );
}
