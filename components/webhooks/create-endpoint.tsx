"use client";

import { Plus } from "lucide-react";
import { lazyDialog } from "@/components/forms/lazy-dialog";
import type { EndpointUnit } from "./endpoint-form";

const CreateEndpointDialog = lazyDialog(() =>
  import("./create-endpoint-dialog").then((module) => module.CreateEndpointDialog),
);

/** The button that adds a webhook endpoint, with its dialog. */
export function CreateEndpoint(props: { units: EndpointUnit[] }) {
  return (
    <CreateEndpointDialog id="add-endpoint" kind="primary" dialog={props}>
      <Plus aria-hidden size={15} />
      Add endpoint
    </CreateEndpointDialog>
  );
}
