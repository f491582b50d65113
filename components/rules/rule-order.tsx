"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

type Item = { id: string; points: number; text: string; row: ReactNode };

const orders: Record<string, { name: string; compare: (a: Item, b: Item) => number }> = {
  "": { name: "As arranged", compare: () => 0 },
  points: { name: "Most points first", compare: (a, b) => b.points - a.points },
  name: { name: "By name", compare: (a, b) => a.text.localeCompare(b.text, "en") },
};

/** The order of rules that the address asks for; otherwise the one in which people have put them. */
export function useOrder() {
  const asked = useSearchParams().get("order") ?? "";
  return Object.hasOwn(orders, asked) ? asked : "";
}

/** Links that order the rules of every ruleset. */
export function RuleOrder() {
  const [path, order] = [usePathname(), useOrder()];
  return (
    <nav aria-label="Order of rules" className="mt-4 flex flex-wrap items-center gap-x-4 text-sm">
      <span className="text-muted">Order</span>
      {Object.entries(orders).map(([key, { name }]) => (
        <Link
          key={key}
          href={key ? `${path}?order=${key}` : path}
          scroll={false}
          aria-current={key === order ? "true" : undefined}
          className="inline-flex min-h-6 items-center aria-[current]:font-medium aria-[current]:text-text aria-[current]:no-underline"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}

/** Rules in the order that the address asks for. */
export function OrderedRules({ items }: { items: Item[] }) {
  const { compare } = orders[useOrder()] ?? { compare: () => 0 };
  return <ul className="divide-y divide-line border-line border-y">{items.toSorted(compare).map(({ row }) => row)}</ul>;
}
