import { FirstPasswordEnded } from "@/app/(auth)/first-password/page-parts";

export default function ChoosePasswordEnded() {
  return <FirstPasswordEnded kind="initial_password" />;
}
