import { AccountLinkEnded } from "@/app/(auth)/account-link";

export default function ConfirmationEnded() {
  return <AccountLinkEnded kind="email_confirmation" />;
}
