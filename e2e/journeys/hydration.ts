import { type BrowserContext, expect, type Page } from "@playwright/test";

/** Marks every document of the context once React has hydrated it and run its effects, through the hook for developer tools. */
export async function announceHydration(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const ignore = () => {};
    const onPostCommitFiberRoot = () => {
      document.documentElement.dataset.hydrated = "";
    };
    const hook = { supportsFiber: true, inject: ignore, onCommitFiberRoot: ignore, onCommitFiberUnmount: ignore };
    Object.assign(window, { __REACT_DEVTOOLS_GLOBAL_HOOK__: { ...hook, onPostCommitFiberRoot } });
  });
}

/** Waits until the page's scripts react to clicks and keys. */
export async function hydrated(page: Page): Promise<void> {
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
}
