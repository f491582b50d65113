import type { ReactNode } from "react";
import { AccountNav } from "@/components/account/account-nav";

export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <div className="max-w-3xl">
      <AccountNav />
      {children}
    </div>
  );
}
