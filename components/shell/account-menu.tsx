"use client";

import { useRouter } from "next/navigation";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { buttonStyle } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Link } from "@/components/ui/link";
import { MenuPanel, menuItemStyle } from "@/components/ui/menu-panel";
import { THEME_COOKIE, type Theme, themeOf, themes } from "@/lib/theme";
import { keepPreference } from "./keep-preference";
import { signOut } from "./sign-out";

const itemStyle = classNames(menuItemStyle, "text-text no-underline hover:no-underline");

function keepTheme(theme: Theme): void {
  keepPreference(THEME_COOKIE, theme);
  document.documentElement.dataset.theme = theme;
}

type Props = { id: string; name: string; email: string; theme: Theme };

/** Links to the account pages, the theme, and signing out. */
export function AccountMenu({ id, name, email, theme: initialTheme }: Props) {
  const router = useRouter();
  const [theme, setTheme] = useState(initialTheme);
  const [hasFailed, setFailed] = useState(false);

  const leave = async () => setFailed(!(await signOut()));

  function choose(value: string) {
    const chosen = themeOf(value);
    keepTheme(chosen);
    setTheme(chosen);
    router.refresh();
  }

  return (
    <>
      <DropdownMenu.Root modal={false} onOpenChange={() => setFailed(false)}>
        <DropdownMenu.Trigger
          className={buttonStyle({ kind: "quiet", className: "px-1 sm:pr-2" })}
          aria-label={`Account of ${name}`}
        >
          <Avatar id={id} name={name} className="size-6 text-[0.625rem]" />
          <span className="hidden max-w-40 truncate sm:inline">{name}</span>
        </DropdownMenu.Trigger>
        <MenuPanel className="w-60 p-1.5">
          <p className="px-2 py-1">
            <span className="block truncate font-medium">{name}</span>
            <span className="block truncate text-muted text-sm">{email}</span>
          </p>
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          {[
            ["/dashboard/account", "Profile"],
            ["/dashboard/account/password", "Change password"],
            ["/dashboard/account/sessions", "Sessions"],
            ["/dashboard/account/tokens", "Access tokens"],
          ].map(([href, label]) => (
            <DropdownMenu.Item key={href} asChild>
              <Link href={href ?? ""} className={itemStyle}>
                {label}
              </Link>
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.RadioGroup
            value={theme}
            onValueChange={choose}
            aria-label="Theme"
            className="flex gap-1 px-1 py-0.5"
          >
            {themes.map((value) => (
              <DropdownMenu.RadioItem
                key={value}
                value={value}
                onSelect={(event) => event.preventDefault()}
                className="flex-1 cursor-pointer rounded px-2 py-1 text-center text-muted text-sm capitalize outline-none data-[highlighted]:bg-raised data-[state=checked]:font-medium data-[state=checked]:text-text data-[state=checked]:underline"
              >
                {value}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Item className={itemStyle} onSelect={leave}>
            Sign out
          </DropdownMenu.Item>
        </MenuPanel>
      </DropdownMenu.Root>
      {hasFailed && (
        <p
          role="alert"
          className="absolute top-14 right-4 rounded-md border border-bad bg-page px-3 py-2 text-bad text-sm"
        >
          Signing out failed, so you are still signed in. Try again.
        </p>
      )}
    </>
  );
}
