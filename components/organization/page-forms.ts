"use client";

import { lazyForm } from "@/components/forms/lazy-form";

// Described in its own file.
export const OrganizationForm = lazyForm(() => import("./organization-form").then((module) => module.OrganizationForm));
