import { FirstPasswordEnded } from "@/app/(auth)/first-password/page-parts";

export default function InvitationEnded() {
  return <FirstPasswordEnded kind="invitation" />;
}
