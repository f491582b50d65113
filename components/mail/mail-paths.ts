export const MAIL_PATH = "/dashboard/mail";

/** What the address of the mail page says; the names are those of GET /messages. */
export type MailListState = { status?: string | undefined; org_member_id?: string | undefined };
