"use client";

import { type Failed, PageFailed } from "@/components/shell/page-failed";

export default function DashboardError(failed: Failed) {
  return <PageFailed {...failed} />;
}
