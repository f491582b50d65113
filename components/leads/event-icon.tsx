import {
  Activity,
  CalendarCheck,
  CircleMinus,
  Download,
  Eye,
  FilePen,
  type LucideIcon,
  Mail,
  MousePointerClick,
  ShoppingCart,
  UserPlus,
  Video,
} from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { colorOf } from "@/components/ui/color-of";

// Types are free text, so their words decide; the first that fits.
const icons: [words: RegExp, Icon: LucideIcon][] = [
  [/unsubscri|cancel|churn|bounce/i, CircleMinus],
  [/demo|meeting|call|appointment/i, CalendarCheck],
  [/purchas|order|checkout|paid|bought|cart/i, ShoppingCart],
  [/webinar|video|event|attend/i, Video],
  [/download|pdf|whitepaper/i, Download],
  [/sign_?up|register|trial|account/i, UserPlus],
  [/form|submit|contact/i, FilePen],
  [/mail|newsletter/i, Mail],
  [/click/i, MousePointerClick],
  [/view|visit|page|open|seen/i, Eye],
];

const colors = ["text-chart-1", "text-chart-2", "text-chart-3", "text-chart-4", "text-chart-5", "text-chart-6"];

/** An icon for a type of event, always the same for the same type. */
export function EventIcon({ type }: { type: string }) {
  const Icon = icons.find(([words]) => words.test(type))?.[1] ?? Activity;
  return (
    <span
      aria-hidden
      className={classNames(
        "inline-flex size-7 shrink-0 items-center justify-center rounded-full bg-raised",
        colors[colorOf(type)],
      )}
    >
      <Icon size={14} />
    </span>
  );
}
