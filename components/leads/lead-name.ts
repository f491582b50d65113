/** What people call a lead by: parts of its profile, and the alias that tells most. */
export type LeadNames = { name: string | null; company: string | null; alias: string | null };

/** What a lead is called: its name, else its best alias, else its id. */
export const leadTitle = (leadId: string, names: LeadNames | undefined): string =>
  names?.name || names?.alias || names?.company || leadId;

/** What stands below the title, as far as the title has not said it. */
export function leadSubtitle(leadId: string, names: LeadNames | undefined): string {
  const title = leadTitle(leadId, names);
  return [names?.company, names?.alias].filter((part) => part && part !== title).join(" · ");
}
