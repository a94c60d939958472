// Findings, positions and decisions, as an officer meets them: with script and without, at a desk and on a phone.

import type { Page } from "@playwright/test";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

const analysis = "/officer/consultations/banding-2026";
const decided = "/officer/consultations/co-production-charter";

async function signIn(page: Page): Promise<void> {
  await page.goto("/officer/sign-in");
  await page.getByLabel(/email/i).fill("approver@eastmarch.example");
  await page.getByLabel(/password/i).fill("harbour-lantern-otter-42");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/officer");
}

async function look(page: Page, name: string): Promise<void> {
  await expect(page.locator("h1")).toHaveCount(1);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, name);
}

test.beforeEach(async ({ page }) => signIn(page));

for (const [name, home] of [
  ["analysis", analysis],
  ["decided", decided],
] as const) {
  test(`findings and decisions can be read by everybody: ${name}`, async ({ page }) => {
    await page.goto(`${home}/findings`);
    await look(page, `findings-${name}`);
    await page.getByRole("link", { name: "Decisions", exact: true }).click();
    await page.waitForURL("**/decisions");
    await look(page, `decisions-${name}`);
  });
}

test("one finding can be read by everybody, everything in it opened", async ({ page }) => {
  await page.goto(`${decided}/findings`);
  await page.locator(".finding-line a").first().click();
  await expect(page.locator("h1")).toContainText("Finding");
  await look(page, "finding");
  const closed = page.locator("main details:not([open]) > summary");
  while (await closed.count()) {
    await closed.first().click();
  }
  await look(page, "finding-open");
});

test("the words of a change are filled in from the clause chosen", async ({ page }) => {
  await page.goto(`${decided}/decisions`);
  await page.getByRole("button", { name: "Continue to the words" }).click();
  await page.waitForURL("**/changes/new?**");
  await expect(page.getByLabel("Words", { exact: true })).not.toHaveValue("");
  await look(page, "change");
  // Nothing is chosen behind it yet, so it is refused, and the words stay.
  await page.getByLabel("Words", { exact: true }).fill("Words of our own.");
  await page.getByRole("button", { name: "Write it into the next version" }).click();
  await expect(page.locator(".error-summary")).toContainText("at least one finding");
  await expect(page.getByLabel("Words", { exact: true })).toHaveValue("Words of our own.");
  await look(page, "change-refused");
});

test("a finding is written and a position taken by keyboard alone", async ({ page }, info) => {
  const statement = `Written by keyboard on the ${info.project.name}.`;
  await page.goto(`${analysis}/findings`);
  await page.getByLabel("What was found").focus();
  await page.keyboard.type(statement);
  await page.locator("input[name=themes]").first().focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Add the finding" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/findings/*");
  await expect(page.locator(".lead")).toHaveText(statement);
  await expect(page.locator("main")).toContainText("No position yet");

  await page.getByRole("button", { name: "Save the position" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".error-summary")).toContainText("Choose what the council says");
  await look(page, "position-refused");
  await page.getByRole("radio", { name: "Accepted in part" }).focus();
  await page.keyboard.press("Space");
  await page.getByLabel("Why", { exact: true }).focus();
  await page.keyboard.type("The part about reviews we will do this year.");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Save the position" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL("**#position");
  await expect(page.locator("main .tag-in-part")).toHaveCount(1);
  await look(page, "position");
});
