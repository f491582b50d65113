"use client";

import { Search } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { opensPalette, paletteKeys } from "@/components/shortcuts/pressed-keys";
import { runShortcut, Shortcut } from "@/components/shortcuts/shortcut";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useInBrowser } from "@/components/ui/local-time";
import { LoadingContents } from "./loading-contents";
import type { Offered } from "./offered";
import { useGoTo } from "./use-go-to";

const titles = { commands: "Command palette", shortcuts: "Keyboard shortcuts" };
const destinations = [
  ["g o", "Overview", "/dashboard"],
  ["g m", "Members", "/dashboard/members"],
  ["g u", "Org units", "/dashboard/org-units"],
  ["g l", "Leads", "/dashboard/leads"],
] as const;

type Loaded = typeof import("./contents");
type Props = Offered & { singleKeys: boolean };

/** The command palette and the list of shortcuts: their button and their keys. What they show is loaded when it is wanted. */
export function Palette({ singleKeys: initial, ...offered }: Props) {
  const [shown, show] = useState<keyof typeof titles | null>(null);
  const [text, setText] = useState("");
  const [loaded, setLoaded] = useState<Loaded | "failed" | null>(null);
  const [singleKeys, setSingleKeys] = useState(initial);
  const isInBrowser = useInBrowser();
  const goTo = useGoTo();

  function load() {
    import("./contents").then(setLoaded, () => setLoaded("failed"));
  }

  function open(what: keyof typeof titles) {
    load();
    setText("");
    show(what);
  }

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (opensPalette(event)) {
      if (!shown && document.querySelector("dialog[open]")) return; // its form would be left with what was typed
      event.preventDefault();
      if (shown) show(null);
      else open("commands");
    } else if (event.key === "Control" || event.key === "Meta") load();
    else if (singleKeys) runShortcut(event);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);

  return (
    <>
      <Button
        aria-keyshortcuts="Control+K Meta+K"
        className={isInBrowser ? "px-2 text-muted" : "invisible"}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => open("commands")}
      >
        <Search aria-hidden size={15} />
        <span className="max-lg:sr-only">Command palette</span>
        <kbd className="text-xs max-sm:hidden">{isInBrowser && paletteKeys()}</kbd>
      </Button>
      <Shortcut keys="?" does="Show the shortcuts" act={() => open("shortcuts")} />
      {destinations.map(([keys, name, href]) => (
        <Shortcut key={keys} keys={keys} does={`Go to ${name}`} act={() => goTo(href)} />
      ))}
      <Dialog open={shown !== null} onClose={() => show(null)} title={shown ? titles[shown] : ""}>
        {loaded && loaded !== "failed" && shown ? (
          <loaded.Contents
            {...offered}
            shown={shown}
            text={text}
            onText={setText}
            goTo={goTo}
            onShortcuts={() => open("shortcuts")}
            onClose={() => show(null)}
            singleKeys={singleKeys}
            onSingleKeys={setSingleKeys}
          />
        ) : (
          <LoadingContents text={text} onText={setText} onRetry={loaded === "failed" ? load : undefined} />
        )}
      </Dialog>
    </>
  );
}
