// One log of every channel: possible duplicates, letters with what is still to do, and campaigns: with script and
// without, at a desk and on a phone.

import type { Page } from "@playwright/test";
import { signIn } from "../support/officer";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

const base = "/officer/consultations/banding-2026";

/** Enters a letter of a school, and gives its reference. */
async function enter(page: Page, school: string, words: string): Promise<string> {
  await page.goto(`${base}/letters/new`);
  await page.getByLabel("Post", { exact: true }).check();
  await page.getByLabel("Day", { exact: true }).fill("2");
  await page.getByLabel("Month", { exact: true }).fill("1");
  await page.getByLabel("An organisation", { exact: true }).check();
  await page.getByLabel("Name of the organisation or group").fill(school);
  await page.getByLabel("What they wrote or said").fill(words);
  await page.getByRole("button", { name: "Save the letter" }).click();
  const saved = await page.locator("h1").textContent();
  return saved?.match(/[0-9A-HJKMNP-TV-Z]{8}/)?.[0] ?? "";
}

test("what may be one sender's is shown side by side, judged, and taken back", async ({ page }, info) => {
  // A name of its own: the others run at the same time on the same server.
  const school = `Tollbridge School ${info.project.name}`;
  await signIn(page, "officer", `${base}/responses`);
  const first = await enter(page, school, "Please keep the helper.");
  const again = await enter(page, `The ${school.toUpperCase()}`, "We wrote in May: please keep the helper.");

  await page.goto(`${base}/responses`);
  await page.getByRole("link", { name: "Possible duplicates" }).click();
  await expect(page.locator("h1")).toHaveText("Possible duplicates");
  const set = page.locator("section.card").filter({ has: page.getByRole("link", { name: first, exact: true }) });
  await expect(set).toContainText("the same organisation or group");
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "log-duplicates");
  await set.getByRole("button", { name: "The same person twice" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText("Noted");
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "log-duplicates-judged");

  const replaced = page.locator("#judged section.card").filter({ hasText: first });
  await expect(replaced).toContainText("kept, not counted");
  const earlier = (await replaced.textContent())?.includes(`${again} counts`) ? first : again;
  await page.goto(`${base}/responses/${earlier}`);
  await expect(page.locator("main")).toContainText("The same person answered again");
  await axe(page);
  await shot(page, "log-replaced");

  await page.goto(`${base}/duplicates`);
  const judged = page.locator("#judged section.card").filter({ hasText: first });
  await judged.getByRole("button", { name: "Take this back" }).click();
  await expect(page.getByRole("status")).toContainText("Taken back");
});

test("a petition is entered, acknowledged, marked for a question and closed by keyboard alone", async ({ page }) => {
  await signIn(page, "officer", `${base}/letters/new`);
  await page.getByLabel("On paper, handed in").check();
  await page.getByLabel("Day", { exact: true }).fill("2");
  await page.getByLabel("Month", { exact: true }).fill("1");
  await page.getByLabel("Petition", { exact: true }).check();
  await page.getByLabel("How many people signed").fill("6,120");
  await page.getByLabel("Name of the organisation or group").fill("Keep the helper");
  await page.getByLabel("What they wrote or said").fill("We ask you to keep the helper. A band is too blunt.");
  await shot(page, "log-petition");
  await page.getByRole("button", { name: "Save the letter" }).click();
  const saved = await page.locator("h1").textContent();
  const reference = saved?.match(/[0-9A-HJKMNP-TV-Z]{8}/)?.[0];
  expect(reference).toBeTruthy();

  await page.goto(`${base}/letters`);
  await expect(page.locator("table")).toContainText("Petition, 6,120 signatures");
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "log-letters");
  await page.getByRole("link", { name: reference ?? "", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toHaveText(`Letter ${reference}`);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "log-letter");

  // Refused, with everything typed still there.
  await page.getByRole("button", { name: "Save the acknowledgement" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".error-summary")).toContainText("Choose how you told the sender");
  await axe(page);
  await page.getByLabel("How?").selectOption("post");
  await page.getByRole("button", { name: "Save the acknowledgement" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#acknowledge")).toContainText("By post");
  await page.getByLabel("A band is too blunt.").focus();
  await page.keyboard.press("Space");
  await page.getByLabel("Question or clause", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Read them with it" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".members")).toContainText("A band is too blunt.");
  await page.getByRole("button", { name: "This letter is dealt with" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#close")).toContainText("Closed by");
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "log-letter-closed");
});

test("a letter that is not dealt with is named where a report would be signed off", async ({ page }) => {
  await signIn(page, "approver", `${base}/report`);
  await expect(page.locator("main")).toContainText("not dealt with");
  const letter = page.locator("main").getByRole("link", { name: /^(Letter or email|Petition) [0-9A-Z]{8}$/ }).first();
  await expect(letter).toBeVisible();
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "log-report");
  await letter.click();
  await expect(page.locator("h1")).toContainText("Letter");
});

test("the field for programs is met by nobody", async ({ page }) => {
  await page.goto("/consultations/extra-help-criteria/respond");
  await page.getByRole("radio").first().check();
  await page.locator("main form").getByRole("button").first().click();
  await page.goto("/consultations/extra-help-criteria/respond/check-your-answers");
  const trap = page.locator(".trap input");
  await expect(trap).toHaveCount(1);
  await expect(trap).toHaveAttribute("tabindex", "-1");
  await expect(trap).toHaveAttribute("autocomplete", "off");
  await expect(page.getByRole("textbox", { name: "Leave this empty" })).toHaveCount(0);
  await noHorizontalScroll(page);
  await axe(page);
});
