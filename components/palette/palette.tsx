"use client";

import { Search } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { opensPalette, paletteKeys } from "@/components/shortcuts/palette-keys";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useInBrowser } from "@/components/ui/use-in-browser";
import { LoadingContents } from "./loading-contents";
import type { Offered } from "./offered";

const titles = { commands: "Command palette", shortcuts: "Keyboard shortcuts" };

type Loaded = typeof import("./contents");
type Props = Offered & { singleKeys: boolean };

const isField = ({ target }: Event) => target instanceof Element && target.matches("input, textarea, select");

/**
 * The button and the dialog of the command palette and of the list of shortcuts. All else is loaded once the button or a key
 * wants it; keys pressed until then are made up for.
 */
export function Palette({ singleKeys: initial, ...offered }: Props) {
  const [shown, show] = useState<keyof typeof titles | null>(null);
  const [text, setText] = useState("");
  const [loaded, setLoaded] = useState<Loaded | "failed" | null>(null);
  const [singleKeys, setSingleKeys] = useState(initial);
  const [missed] = useState<KeyboardEvent[]>([]);
  const isInBrowser = useInBrowser();
  const module = loaded === "failed" ? null : loaded;

  function load() {
    if (loaded === "failed") setLoaded(null);
    import("./contents").then(setLoaded, () => {
      missed.length = 0;
      setLoaded("failed");
    });
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
    } else if (!module && !isField(event)) {
      missed.push(event);
      load();
    }
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
      {module && <module.Keys isOn={singleKeys} missed={missed} onShortcuts={() => open("shortcuts")} />}
      <Dialog open={shown !== null} onClose={() => show(null)} title={shown ? titles[shown] : ""}>
        {module && shown ? (
          <module.Contents
            {...offered}
            shown={shown}
            text={text}
            onText={setText}
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
