// Officers put in by hand what came by post, on paper or by phone: with script and without, at a desk and on a phone.

import { signIn } from "../support/officer";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

const base = "/officer/consultations/extra-help-criteria";

test("a letter is entered, and one that is refused keeps its words", async ({ page }) => {
  await signIn(page, "officer", `${base}/responses`);
  await page.getByRole("link", { name: "Enter a letter" }).click();
  await expect(page.locator("h1")).toHaveText("Enter a letter");
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "entry-letter");

  const words = "We run a stay-and-play group.\n\nPlease keep the helper.";
  await page.getByLabel("Post", { exact: true }).check();
  await page.getByLabel("An organisation", { exact: true }).check();
  await page.getByLabel("What they wrote or said").fill(words);
  await page.getByRole("button", { name: "Save the letter" }).click();
  await expect(page.locator(".error-summary li")).toHaveCount(2);
  await expect(page.getByLabel("What they wrote or said")).toHaveValue(words);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "entry-letter-refused");

  await page.getByLabel("Day", { exact: true }).fill("2");
  await page.getByLabel("Month", { exact: true }).fill("1");
  await page.getByLabel("Name of the organisation or group").fill("Tollbridge Stay and Play");
  await page.getByRole("button", { name: "Save the letter" }).click();
  await expect(page.locator("h1")).toContainText(/Saved as [0-9A-HJKMNP-TV-Z]{8}/);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "entry-saved");
  await page.getByRole("link", { name: "Enter another letter" }).click();
  await expect(page.getByLabel("Month", { exact: true })).toHaveValue("1");
  await expect(page.getByLabel("What they wrote or said")).toHaveValue("");
});

test("a paper form is entered by keyboard alone, and Enter in a box saves no half form", async ({ page }) => {
  await signIn(page, "officer", `${base}/enter`);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "entry-choose");
  await page.getByRole("link", { name: "A parent or carer", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/enter?audience=parent-carer");
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "entry-paper");

  // From the first control on there is nothing but keys.
  await page.getByLabel("Paper form").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toHaveText("Enter a paper form");
  await page.keyboard.press("Tab");
  await page.keyboard.type("1");
  await page.keyboard.press("Tab");
  const focused = () => page.evaluate(() => document.activeElement?.id ?? "");
  const until = async (done: (id: string) => boolean) => {
    for (let presses = 0; presses < 150; presses += 1) {
      await page.keyboard.press("Tab");
      const id = await focused();
      if (done(id)) {
        return id;
      }
    }
    throw new Error("no such control by Tab alone");
  };
  // The first question in words gets some, and everything else stays as the paper has it: empty.
  await until((id) => id === "P1-why");
  await page.keyboard.type("The rules are clear now.");
  await until((id) => id === "save");
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toContainText(/Saved as [0-9A-HJKMNP-TV-Z]{8}/);
  await page.getByRole("link", { name: "Read it and check its text" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toContainText("The rules are clear now.");
  await expect(page.locator("main")).toContainText("officer@eastmarch.example");
});
