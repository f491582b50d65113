export const WEBHOOKS_PATH = "/dashboard/webhooks";

/** The parameters of an endpoint's list of deliveries, apart from the page. */
export type DeliveryListState = { status: string | undefined; limit: string | undefined };
