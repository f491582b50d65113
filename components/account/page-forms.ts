"use client";

import { lazyForm } from "@/components/forms/lazy-form";

// The forms that are part of a page; each is described in its own file.
export const ProfileForm = lazyForm(() => import("./profile-form").then((module) => module.ProfileForm));
export const EmailForm = lazyForm(() => import("./email-form").then((module) => module.EmailForm));
export const PasswordForm = lazyForm(() => import("./password-form").then((module) => module.PasswordForm));
