// "You said, we did": the decided consultation of the demo, from a changed clause to somebody's words and back.

import { type Locator, type Page } from "@playwright/test";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

const charter = "/consultations/co-production-charter";
const adopted = `${charter}/documents/charter`;

async function look(page: Page, name: string): Promise<void> {
  await expect(page.locator("h1")).toHaveCount(1);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, name);
}

/** Reaches a link with the keyboard's focus and follows it. */
async function follow(page: Page, link: Locator): Promise<void> {
  const href = await link.getAttribute("href");
  await link.focus();
  await expect(link).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => `${url.pathname}${url.search}${url.hash}` === href);
}

for (const [name, path] of [
  ["outcome", `${charter}/outcome`],
  ["outcome-not-yet", "/consultations/extra-help-criteria/outcome"],
  ["outcome-in-analysis", "/consultations/banding-2026/outcome"],
  ["adopted", adopted],
  ["adopted-before", `${adopted}?version=1`],
]) {
  test(`${name} can be read by everybody`, async ({ page }) => {
    const response = await page.goto(path);
    expect(response?.status()).toBe(200);
    await look(page, name);
  });
}

test("each kind of change can be read by everybody", async ({ page }) => {
  await page.goto(adopted);
  const hrefs = await page
    .locator('main a[href*="/changes/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  expect(hrefs.length).toBe(8);
  for (const [at, href] of hrefs.entries()) {
    await page.goto(href);
    await look(page, `change-${at + 1}`);
  }
});

test("two clicks by keyboard lead from a changed clause to somebody's words, and two lead back", async ({ page }) => {
  await page.goto(adopted);
  const clause = page.locator("#clause-reply");
  await expect(clause).toContainText("Because of what people said");

  await follow(page, clause.locator('a[href*="/changes/"]'));
  const quote = page.locator(".quote").first();
  const words = (await quote.locator("blockquote").textContent()) ?? "";
  expect(words).toContain("Say that you have my message");
  await expect(page.locator(".diff ins").first()).toBeVisible();

  await follow(page, quote.locator('a[href*="/words/"]'));
  await expect(page.locator("blockquote")).toHaveText(words);
  await look(page, "words");

  await follow(page, page.locator('main a[href*="/changes/"]').first());
  await follow(page, page.locator('main a[href$="#clause-reply"]').first());
  await expect(page.locator("#clause-reply")).toBeInViewport();
});

test("the list and the proposal lead to the outcome", async ({ page }) => {
  for (const path of ["/consultations", charter]) {
    await page.goto(path);
    await page.locator(`main a[href="${charter}/outcome"]`).first().click();
    await expect(page.locator("h1")).toHaveText("You said, we did");
  }
});
