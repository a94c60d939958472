// What a browser complains of while somebody uses a page.

import { expect, type Page } from "@playwright/test";

/**
 * Collects errors and warnings of the console, errors of script, and requests that fail. The function that it gives
 * back says that there were none but those that match `expected`.
 */
export function listen(page: Page): (expected?: RegExp) => void {
  const heard: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      heard.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => heard.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => {
    // A page that is left gives up what it was still loading, and a newer save the older one.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") {
      heard.push(`request: ${request.method()} ${request.url()} ${request.failure()?.errorText}`);
    }
  });
  return (expected) => {
    const unexpected = heard.filter((line) => !expected?.test(line));
    expect(unexpected, "the browser complains of nothing").toEqual([]);
  };
}

/** Waits until the island on the page has begun to listen: only then is its line there. */
export async function awake(page: Page): Promise<void> {
  await expect(page.locator(".saving")).toBeAttached({ timeout: 20_000 });
}
