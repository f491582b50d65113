import { MAILS_A_DAY, MAILS_AN_HOUR } from "./budget";

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;

/** So many seconds as a person says them: "5 minutes", "3 hours". */
function durationWords(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return minutes < 60 ? count(minutes, "minute") : count(Math.round(minutes / 60), "hour");
}

/** Why an address is sent no further invitation or link, and when it may be. */
export function budgetWords(retrySeconds: number): string {
  const limits = `${MAILS_AN_HOUR} invitations and links an hour, and ${MAILS_A_DAY} a day`;
  return `An address is sent at most ${limits}; try again in ${durationWords(retrySeconds)}.`;
}
