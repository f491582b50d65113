import { Building2, ScrollText, ShieldCheck } from "lucide-react";

const promises = [
  {
    Icon: ShieldCheck,
    title: "Organizations kept apart",
    text: "The database itself refuses what another organization owns.",
  },
  {
    Icon: Building2,
    title: "Org units with their own leads and rules",
    text: "A member sees only the org units they have access to.",
  },
  {
    Icon: ScrollText,
    title: "Every change of access on record",
    text: "Who gave whom what, why and until when, in a log that can be verified.",
  },
];

/** What the product does, in three sentences. */
export function Promises() {
  return (
    <ul className="grid gap-5">
      {promises.map(({ Icon, title, text }) => (
        <li key={title} className="flex gap-3">
          <span className="flex size-9 shrink-0 items-center justify-center rounded-md bg-accent/10 text-accent">
            <Icon aria-hidden size={18} />
          </span>
          <p>
            <span className="block font-medium">{title}</span>
            <span className="block text-pretty text-muted">{text}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
