import { AccountLinkEnded } from "@/app/(auth)/account-link";

export default function ResetEnded() {
  return <AccountLinkEnded kind="password_reset" />;
}
