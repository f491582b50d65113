import { submitFirstPassword } from "@/app/(auth)/first-password/submit";

/** Accepts the form of an invitation's page. */
export const POST = (request: Request): Promise<Response> => submitFirstPassword("invitation", request);
