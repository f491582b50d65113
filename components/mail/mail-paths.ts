export const MAIL_PATH = "/dashboard/mail";

/** The state in the mail page's address, with the names of GET /messages. */
export type MailListState = {
  status?: string | undefined;
  org_member_id?: string | undefined;
  limit?: string | undefined;
};

/** The columns of the list that may be hidden. */
export const messageColumnNames = { kind: "Kind", status: "Status", created_at: "Queued" } as const;
