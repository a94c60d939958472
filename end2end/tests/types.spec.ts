// Every type of question, as a parent meets it: with script and without, at a desk and on a phone, and by keyboard.

import type { Page } from "@playwright/test";
import { reference } from "../support/answer";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

const form = "/consultations/everything/respond";

async function begin(page: Page): Promise<void> {
  await page.goto(form);
  await page.getByRole("radio", { name: /parent or carer/i }).check();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.locator("h1")).toHaveText("Do you live in our area?");
}

async function on(page: Page, heading: string): Promise<void> {
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.locator("h1")).toHaveText(heading);
}

async function looked(page: Page, name: string): Promise<void> {
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, `type-${name}`);
}

test("each type is answered, checked and sent", async ({ page }) => {
  test.slow();
  await begin(page);
  await page.getByText("Find out more:").click();
  await expect(page.getByText("It has four parts.")).toBeVisible();
  await looked(page, "yes-no");
  await page.getByRole("radio", { name: "Yes" }).check();

  await on(page, "When did you last ask for help?");
  await page.getByLabel("Day").fill("31");
  await page.getByLabel("Month").fill("4");
  await page.getByLabel("Year").fill("2026");
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.locator(".error-summary")).toContainText("Write a real date");
  await expect(page.getByLabel("Day")).toHaveValue("31");
  await looked(page, "date");
  await page.getByLabel("Day").fill("3");
  await page.getByLabel("Month").fill("may");

  await on(page, "How much did you spend yourself?");
  await page.getByRole("textbox").fill("£1,200");
  await looked(page, "money");

  await on(page, "What matters most?");
  await page.getByLabel("What it costs").fill("1");
  await page.getByLabel("A quick answer").fill("2");
  await looked(page, "rank");

  await on(page, "Who helped you?");
  await page.getByLabel("Number 1").fill("A neighbour");
  await page.getByLabel("Number 2").fill("The school");
  await page.getByRole("button", { name: "Add another" }).click();
  await page.getByLabel("Number 3").fill("A charity");
  await looked(page, "list");

  await on(page, "How do you find each of these?");
  for (const row of ["The form is easy", "The phone is answered"]) {
    await page.getByRole("group", { name: row }).getByRole("radio", { name: "Disagree", exact: true }).check();
  }
  await looked(page, "grid");

  await on(page, "Is this true?");
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.locator(".error-summary")).toContainText("Tick the box");
  await looked(page, "declaration");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.getByRole("radio", { name: /^No/ }).check();
  await page.getByRole("button", { name: "Save and continue" }).click();

  const said = page.locator(".summary-list");
  for (const line of ["3 May 2026", "£1,200", "1. What it costs", "2. A quick answer", "A charity"]) {
    await expect(said).toContainText(line);
  }
  await looked(page, "check");
  await page.getByRole("button", { name: "Send my response" }).click();
  await reference(page);
});

test("whoever is not asked is told so, and a change of mind opens the way again", async ({ page }) => {
  await begin(page);
  await page.getByRole("radio", { name: "No", exact: true }).check();
  await on(page, "These questions are for people who live here");
  await looked(page, "exit");
  await page.getByRole("link", { name: "Go back and change your answer" }).click();
  await expect(page.getByRole("radio", { name: "No", exact: true })).toBeChecked();
  await page.getByRole("radio", { name: "Yes" }).check();
  await on(page, "When did you last ask for help?");
});

test("a keyboard is enough", async ({ page }) => {
  await begin(page);
  const tab = async (times: number) => {
    for (let at = 0; at < times; at += 1) {
      await page.keyboard.press("Tab");
    }
  };
  await page.locator("#lives-here").focus();
  await page.keyboard.press("Space");
  // Past what there is to find out more, to the button.
  await tab(2);
  await expect(page.getByRole("button", { name: "Save and continue" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toHaveText("When did you last ask for help?");
  await page.locator("#since").focus();
  for (const part of ["3", "5", "2026"]) {
    await page.keyboard.type(part);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toHaveText("How much did you spend yourself?");
});
