import { countText } from "@/lib/number-text";
import { MAILS_A_DAY, MAILS_AN_HOUR } from "./budget";

/** A number of seconds as a person would say it: "5 minutes", "3 hours". */
function durationWords(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return minutes < 60 ? countText(minutes, "minute") : countText(Math.round(minutes / 60), "hour");
}

/** Says why an address is sent no more invitations and links for now, and until when. */
export function budgetWords(retrySeconds: number): string {
  const limits = `${MAILS_AN_HOUR} invitations and links an hour, and ${MAILS_A_DAY} a day`;
  return `An address is sent at most ${limits}; try again in ${durationWords(retrySeconds)}.`;
}
