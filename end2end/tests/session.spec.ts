// A session ends while an officer types: nothing typed is lost.

import { signIn } from "../support/officer";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

const base = "/officer/consultations/banding-2026";
const words = "Please keep the helper.\nShe knows our Zoë.";

test("a letter typed when the session has ended is found again after signing in", async ({ page, context }, info) => {
  await signIn(page, "officer", `${base}/letters/new`);
  await page.getByLabel("Post", { exact: true }).check();
  await page.getByLabel("Day", { exact: true }).fill("2");
  await page.getByLabel("Month", { exact: true }).fill("1");
  await page.getByLabel("An organisation", { exact: true }).check();
  const school = `Late School ${info.project.name}`;
  await page.getByLabel("Name of the organisation or group").fill(school);
  await page.getByLabel("What they wrote or said").fill(words);
  await context.clearCookies();
  await page.getByRole("button", { name: "Save the letter" }).click();

  await expect(page.locator("h1")).toHaveText("You were signed out");
  await expect(page.locator("main")).toContainText("Nothing you typed is lost");
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "session-ended");
  await page.getByLabel("Email").fill("officer@eastmarch.example");
  await page.getByLabel("Password").fill("not the right one");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("not right");
  await expect(page.getByLabel("Email"), "only the password is asked again").toHaveValue("officer@eastmarch.example");
  await page.getByLabel("Password").fill("harbour-lantern-otter-42");
  await page.keyboard.press("Enter");

  await expect(page.locator("h1")).toHaveText("Enter a letter");
  await expect(page.getByRole("alert")).toContainText("You had been signed out");
  await expect(page.getByLabel("What they wrote or said")).toHaveValue(words);
  await expect(page.getByLabel("Name of the organisation or group")).toHaveValue(school);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "session-found-again");
  await page.getByRole("button", { name: "Save the letter" }).click();
  await expect(page.locator("h1")).toContainText(/[0-9A-HJKMNP-TV-Z]{8}/);
});

test("a text that may tell of harm waits for whoever is named, who says what becomes of it", async ({ page }, info) => {
  // Words of its own: the others run at the same time on the same server.
  const own = `Zander${info.project.name.replace("-", "")}`;
  await signIn(page, "lead", `${base}/safeguarding`);
  if ((await page.locator("li", { hasText: "lead@eastmarch.example" }).count()) === 0) {
    await page.getByLabel("Email of somebody who signs in here").fill("lead@eastmarch.example");
    await page.getByRole("button", { name: "Name them" }).click();
  }
  await page.goto(`${base}/letters/new`);
  await page.getByLabel("Post", { exact: true }).check();
  await page.getByLabel("Day", { exact: true }).fill("2");
  await page.getByLabel("Month", { exact: true }).fill("1");
  await page.getByLabel("One person", { exact: true }).check();
  await page.getByLabel("What they wrote or said").fill(`${own} is beaten at home and has bruises.`);
  await page.getByRole("button", { name: "Save the letter" }).click();
  await expect(page.locator("h1")).toContainText(/[0-9A-HJKMNP-TV-Z]{8}/);

  // Nobody asks for it: the server looks at what has come by itself.
  const card = page.locator("article.card", { hasText: own });
  await expect(async () => {
    await page.goto(`${base}/safeguarding`);
    await expect(card).toHaveCount(1, { timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "safeguarding-waits");
  await page.goto(`${base}/search?words=${own}`);
  await expect(page.locator("main")).not.toContainText("bruises");

  await page.goto(`${base}/safeguarding`);
  await card.getByLabel("What was done?").fill("Called the family.");
  await card.getByRole("button", { name: "Dealt with" }).click();
  await expect(page.getByRole("alert")).toContainText("Choose what becomes of the text");
  await axe(page);
  await shot(page, "safeguarding-choose");
  await card.getByLabel("Officers may read and code it").check();
  await card.getByRole("button", { name: "Dealt with" }).click();
  await expect(card).toContainText("Called the family.");
  await page.goto(`${base}/search?words=${own}`);
  await expect(page.locator("main")).toContainText("bruises");
});
