import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import { chromium } from "@playwright/test";

const INSTALL_MILLISECONDS = 240_000;

// The headless shell comes first: without the windows of a whole browser, the same pages take a quarter less CPU.
const SYSTEM_BROWSERS = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const DEBIAN_PACKAGES = ["chromium-headless-shell", "chromium"]; // older systems have no shell

// The browser's own services must not use the network while a test counts what a page fetches.
const QUIET = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Behind the address bar of each window Chromium keeps pages of its own, and drawing them takes a second of CPU for every
// browser context. It also starts a spare process for the next page, which a context that ends leaves unused. Of several such
// lists the last one holds, so this one repeats Playwright's.
const AHEAD = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess"];
const DISABLED_BY_PLAYWRIGHT = [
  ...["AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "LensOverlay"],
  ...["HttpsFirstBalancedModeAutoEnable", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning"],
  ...["AvoidCorsURLLoaderRestartOnRedirect", "TcpPortRandomizationWin", "OptimizationHints", "AimEnabled"],
  ...["NetworkTimeServiceQuerying", "PreconnectToSearch"],
];
const LIGHT = `--disable-features=${[...DISABLED_BY_PLAYWRIGHT, ...AHEAD].join()}`;

const isRoot = () => process.getuid?.() === 0;

/** The arguments that Chromium is started with. Its sandbox refuses to run as root, as on most CI machines. */
export const browserArgs = (): string[] => [...(isRoot() ? ["--no-sandbox", "--disable-gpu"] : []), ...QUIET, LIGHT];

/** Whether it starts: on some systems the file only says that the browser is in another package. */
const runs = (file: string) =>
  fs.existsSync(file) && spawnSync(file, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;

/** Finds Chromium on this machine: the system's, else Playwright's download. */
export function findBrowser(): string | undefined {
  const system = SYSTEM_BROWSERS.find(runs);
  if (system) return system;
  const downloaded = chromium.executablePath();
  return fs.existsSync(downloaded) ? downloaded : undefined;
}

function run(command: string, args: string[]): void {
  spawnSync(command, args, { stdio: ["ignore", 2, 2], timeout: INSTALL_MILLISECONDS });
}

/**
 * Finds Chromium on this machine, or installs it: Playwright's if its server can be reached, else Debian's package if we are
 * root. Throws an error that says what to do.
 */
export function installBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
  if (!findBrowser() && os.platform() === "linux" && isRoot()) {
    run("apt-get", ["update", "-q"]);
    for (const name of DEBIAN_PACKAGES) {
      if (!findBrowser()) run("apt-get", ["install", "-y", "-q", "--no-install-recommends", name]);
    }
  }
  const installed = findBrowser();
  if (!installed)
    throw new Error("Chromium was not found and could not be installed. Install Chromium or Google Chrome.");
  return installed;
}
