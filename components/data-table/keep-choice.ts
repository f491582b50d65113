import { keepPreference } from "@/components/shell/keep-preference";
import { type Choice, TABLES_COOKIE, withChoice } from "@/lib/table-choices";

/** Keeps a choice about tables in this browser, beside those that another tab may have made meanwhile. */
export function keepChoice(choice: Choice, value: string): void {
  const kept = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${TABLES_COOKIE}=`));
  keepPreference(TABLES_COOKIE, withChoice(kept?.slice(TABLES_COOKIE.length + 1), choice, value));
}
