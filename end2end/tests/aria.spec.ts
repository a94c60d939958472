// What a screen reader is told on pages of the form: kept as snapshots, so that a change is seen and meant.

import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";

const form = "/consultations/everything/respond";

async function same(page: Page, name: string): Promise<void> {
  await expect(page.locator("main")).toMatchAriaSnapshot({ name: `${name}.aria.yml` });
}

test("a screen reader is told the same on every device, with script and without", async ({ page }) => {
  await page.goto(form);
  await same(page, "start");
  await page.getByRole("radio", { name: /parent or carer/i }).check();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await same(page, "yes-no");
  await page.getByRole("radio", { name: "Yes" }).check();
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.locator("h1")).toHaveText("When did you last ask for help?");
  await page.getByLabel("Day").fill("31");
  await page.getByLabel("Month").fill("4");
  await page.getByLabel("Year").fill("2026");
  await page.getByRole("button", { name: "Save and continue" }).click();
  await same(page, "date-wrong");
  for (const question of ["grid", "order", "helpers"]) {
    await page.goto(`${form}/question-${question}`);
    await expect(page.getByRole("button", { name: "Save and continue" })).toBeVisible();
    await same(page, question);
  }
});

test("a screen reader is told the same of a refused comment, of the last page, and of a young person's first page", async ({ page }) => {
  const extra = "/consultations/extra-help-criteria";
  await page.goto(`${extra}/documents/criteria/clauses/time-limit/comment`);
  await page.getByRole("button", { name: "Save your comment" }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  await same(page, "comment-refused");
  await page.goto(`${extra}/respond?for=young-person`);
  await same(page, "young-start");
  await page.goto(form);
  await page.getByRole("radio", { name: /parent or carer/i }).check();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByRole("radio", { name: "Yes" }).check();
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.goto(`${form}/check-your-answers`);
  await expect(page.getByRole("button", { name: "Send my response" })).toBeVisible();
  await same(page, "check");
});
