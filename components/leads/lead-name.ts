/** What names a lead: profile fields, and its most telling alias. */
export type LeadNames = { name: string | null; company: string | null; alias: string | null };

/** A lead's title: its name, else its best alias, else its company, else its id. */
export const leadTitle = (leadId: string, names: LeadNames): string =>
  names.name || names.alias || names.company || leadId;

/** The line below the title: company and alias, unless the title shows them. */
export function leadSubtitle(leadId: string, names: LeadNames): string {
  const title = leadTitle(leadId, names);
  return [names.company, names.alias].filter((part) => part && part !== title).join(" · ");
}
