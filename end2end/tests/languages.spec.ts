// Translating a consultation, as officers meet it: English left, translation right.

import { signIn } from "../support/officer.ts";
import { axe, noHorizontalScroll, shot } from "../support/page.ts";
import { expect, test } from "../support/test.ts";

test("an officer adds a language, translates in the page and in a file, and sees what is left", async ({ page }, info) => {
  const slug = `languages-${info.project.name}`;
  await signIn(page, "lead", "/officer/consultations/new");
  await page.getByRole("radio", { name: /^EHCP banding/ }).check();
  await page.getByLabel("Web address").fill(slug);
  await page.getByRole("button", { name: "Create the draft" }).click();
  await page.waitForURL(`**/officer/consultations/${slug}`);
  const languages = `/officer/consultations/${slug}/build/languages`;
  await page.goto(languages);
  await expect(page.locator("main")).toContainText("in English only");
  await axe(page);
  await page.getByLabel("Language").selectOption("ur");
  await page.getByRole("button", { name: "Add it" }).click();
  await page.waitForURL(`**${languages}/ur`);
  const title = page.getByRole("textbox", { name: "Title", exact: true }).first();
  await expect(title).toHaveAttribute("dir", "rtl");
  await title.fill("بینڈنگ کے بارے میں");
  await page.getByRole("button", { name: "Save the translations" }).click();
  await page.waitForURL(`**${languages}/ur?saved=1`);
  await expect(page.getByRole("status")).toHaveText("Saved 1 translation.");
  await axe(page);
  await noHorizontalScroll(page);
  await shot(page, "language");
  await page.getByText("Translate in a file").click();
  const rows = "key,translation\ntitle:summary,خلاصہ\ntitle:nothing,x\n";
  await page.getByLabel("File to read in").setInputFiles({ name: "ur.csv", mimeType: "text/csv", buffer: Buffer.from(rows) });
  await page.getByRole("button", { name: "Look at the file" }).click();
  await expect(page.getByRole("heading", { name: "What the file would change" })).toBeVisible();
  await expect(page.locator("main")).toContainText("“title:nothing” is not a key");
  await axe(page);
  await noHorizontalScroll(page);
  await shot(page, "language-file");
  await page.getByRole("button", { name: "Save 1 translation" }).click();
  await page.waitForURL(`**${languages}/ur?saved=1`);
  await page.getByRole("button", { name: "Let readers choose it" }).click();
  await expect(page.locator("main")).toContainText("Readers can choose this language.");
});
