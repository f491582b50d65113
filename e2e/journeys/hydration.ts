import { type BrowserContext, expect, type Page } from "@playwright/test";

/** Makes every document of the context say when React has hydrated it and run its effects, as React tells its developer tools. */
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

/** Waits until the page's scripts listen: what is pressed or typed from now on counts. */
export async function hydrated(page: Page): Promise<void> {
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
}
