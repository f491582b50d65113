import { submitFirstPassword } from "@/app/(auth)/first-password/submit";

/** Takes the form of an invitation's page. */
export const POST = submitFirstPassword("invitation");
