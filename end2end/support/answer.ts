// Answers a consultation as a person would, knowing nothing of its questions but what the page says.

import { expect, type Page } from "@playwright/test";

/** Goes from the public list to the first page of the form. */
export async function start(page: Page, slug: string, audience: RegExp): Promise<void> {
  await page.goto("/consultations");
  await page.locator(`main a[href="/consultations/${slug}"]`).first().click();
  await page.locator(`main a[href="/consultations/${slug}/respond"]`).first().click();
  await page.getByRole("radio", { name: audience }).check();
  await page.getByRole("button", { name: "Start", exact: true }).click();
}

/**
 * Fills in what the page asks: the first choice of each list, words in each box. `look` is called on every page
 * before it is answered. Ends on the page "Check your answers".
 */
export async function answerAll(page: Page, look: (page: Page) => Promise<void>): Promise<number> {
  let pages = 0;
  while (!page.url().includes("/check-your-answers")) {
    expect(pages, "the form has an end").toBeLessThan(60);
    await look(page);
    await answerPage(page);
    const before = page.url();
    await page.getByRole("button", { name: "Save and continue" }).click();
    await page.waitForURL((url) => url.toString() !== before);
    expect(page.url(), "nothing is wrong with what was answered").not.toContain("check=1");
    pages += 1;
  }
  return pages;
}

async function answerPage(page: Page): Promise<void> {
  for (const group of await page.locator("main form fieldset").all()) {
    const radio = group.getByRole("radio").first();
    const box = group.getByRole("checkbox").first();
    if (await radio.count()) {
      await radio.check();
    } else if (await box.count()) {
      await box.check();
    }
  }
  for (const area of await page.locator("main form textarea").all()) {
    if (await area.isVisible()) {
      await area.fill("We were told one thing in March and another in June, and nobody could say which was right.");
    }
  }
}

/** The reference on the receipt. */
export async function reference(page: Page): Promise<string> {
  const shown = page.locator("[data-reference]");
  await expect(shown).toHaveCount(1);
  const reference = (await shown.getAttribute("data-reference")) ?? "";
  expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  return reference;
}
