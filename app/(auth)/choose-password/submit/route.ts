import { submitFirstPassword } from "@/app/(auth)/first-password/submit";

/** Accepts the form of the page that an initial password leads to. */
export const POST = submitFirstPassword("initial_password");
