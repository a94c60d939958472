// Save on one device, come back on another: with script and without, at a desk and on a phone.

import type { Page } from "@playwright/test";
import { answerAll, reference, start } from "../support/answer";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

const slug = "extra-help-criteria";
const words = "My son waited for eleven months.";

/** Goes as far as the first box for words. */
async function toTheWords(page: Page): Promise<void> {
  while ((await page.locator("main form textarea").count()) === 0) {
    await page.locator("main form fieldset").getByRole("radio").or(page.getByRole("checkbox")).first().check();
    const before = page.url();
    await page.getByRole("button", { name: "Save and continue" }).click();
    await page.waitForURL((url) => url.toString() !== before);
  }
}

test("a response saved on one device is carried on with its code on another", async ({ page, browser, baseURL }) => {
  test.slow();
  await start(page, slug, /parent or carer/i);
  // Writes there, and stops without pressing "Save and continue".
  await toTheWords(page);
  const stopped = page.url();
  await page.locator("main form textarea").first().fill(words);
  await noHorizontalScroll(page);
  await shot(page, "resume-question");
  // By keyboard alone.
  await page.getByRole("button", { name: "Save and come back later" }).focus();
  await page.keyboard.press("Enter");

  await expect(page.locator("h1")).toHaveText("Save and come back later");
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "resume-code");
  const code = (await page.locator("[data-resume-code]").getAttribute("data-resume-code")) ?? "";
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  const address = (await page.locator("a.address").textContent()) ?? "";
  expect(`http://${address}`).toBe(`${baseURL}/consultations/${slug}/return`);

  await page.getByRole("button", { name: "Forget this response on this computer" }).click();
  await expect(page.locator("main .notice").first()).toContainText("use your code");
  expect(await page.context().cookies()).toEqual([]);
  await axe(page);
  await shot(page, "resume-forgotten");

  const { viewport, javaScriptEnabled } = test.info().project.use;
  const other = await browser.newContext({ baseURL, viewport, javaScriptEnabled });
  try {
    const later = await other.newPage();
    await later.goto(`/consultations/${slug}/respond`);
    await later.getByRole("link", { name: "Use your code" }).click();
    await noHorizontalScroll(later);
    await axe(later);
    await shot(later, "resume-return");
    await later.getByLabel("Your code").fill("7K3M 9QXD");
    await later.getByRole("button", { name: "Carry on" }).click();
    await expect(later.locator(".error-summary")).toContainText("Check your code");
    await noHorizontalScroll(later);
    await axe(later);
    await shot(later, "resume-wrong");
    await later.getByLabel("Your code").fill(` ${code.replaceAll("-", " ").toLowerCase()}`);
    await later.keyboard.press("Enter");
    await later.waitForURL(/\/respond\//);
    await later.goto(stopped);
    await expect(later.locator("main form textarea").first()).toHaveValue(words);

    await answerAll(later, async () => {});
    await later.getByRole("link", { name: "Open a copy to print or keep" }).click();
    await expect(later.locator("main")).toContainText("Not sent yet");
    await noHorizontalScroll(later);
    await axe(later);
    await shot(later, "resume-copy");
    await later.getByRole("link", { name: "Back to check and send" }).click();
    await later.getByRole("button", { name: "Send my response" }).click();
    await reference(later);
    await shot(later, "resume-receipt");
    await later.getByRole("button", { name: "Forget this response on this computer" }).click();
    expect(await other.cookies()).toEqual([]);

    await page.goto(`/consultations/${slug}/return`);
    await page.getByLabel("Your code").fill(code);
    await page.getByRole("button", { name: "Carry on" }).click();
    await expect(page.locator("main .notice").first()).toContainText("You have sent this response");
    // Where a consultation lets nobody change what they sent.
    await page.goto(`/consultations/${slug}/return?sent=1`);
    await expect(page.locator("h1")).toHaveText("This response was sent");
    await axe(page);
    await shot(page, "resume-sent");
  } finally {
    await other.close();
  }
});

test("a response that was sent is changed with its code, which came by email", async ({ page, browser, baseURL }) => {
  test.slow();
  await start(page, slug, /parent or carer/i);
  await answerAll(page, async () => {});
  await page.getByRole("link", { name: "Get a code, so that you can change it later" }).click();
  await page.getByRole("button", { name: "Get a code" }).click();
  await page.getByLabel("Your email address").fill("sam at home");
  await page.getByRole("button", { name: "Email me the code" }).click();
  await expect(page.locator(".error-summary")).toContainText("It should look like name@example.org");
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "resume-mail-wrong");
  await page.getByLabel("Your email address").fill("sam@home.example");
  await page.getByRole("button", { name: "Email me the code" }).click();
  await expect(page.locator("main .notice").first()).toContainText("We have not kept your address");
  await axe(page);
  await shot(page, "resume-mailed");
  const code = (await page.locator("[data-resume-code]").getAttribute("data-resume-code")) ?? "";
  await page.getByRole("link", { name: "Carry on now" }).click();
  await shot(page, "change-check");
  await page.getByRole("button", { name: "Send my response" }).click();
  const first = await reference(page);
  await expect(page.getByRole("link", { name: "Change my answers" })).toBeVisible();
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "change-receipt");

  const { viewport, javaScriptEnabled } = test.info().project.use;
  const other = await browser.newContext({ baseURL, viewport, javaScriptEnabled });
  try {
    const later = await other.newPage();
    await later.goto(`/consultations/${slug}/return`);
    await later.getByLabel("Your code").fill(code);
    await later.getByRole("button", { name: "Carry on" }).click();
    await expect(later.locator("main .notice").first()).toContainText("counts until you send it again");
    await noHorizontalScroll(later);
    await axe(later);
    await shot(later, "change-again");
    await later.getByRole("button", { name: "Send my response" }).click();
    expect(await reference(later)).not.toBe(first);
  } finally {
    await other.close();
  }
});

test("words typed after a response was lost are shown, and carried into the one begun next", async ({ page }) => {
  await start(page, slug, /parent or carer/i);
  await toTheWords(page);
  await page.context().clearCookies();
  await page.locator("main form textarea").first().fill(words);
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.locator("h1")).toHaveText("We have not saved this yet");
  await expect(page.locator("main blockquote").first()).toHaveText(words);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "unkept");
  await page.getByLabel(/parent or carer/i).check();
  await page.getByRole("button", { name: "Start" }).click();
  await toTheWords(page);
  await expect(page.locator("main form textarea").first()).toHaveValue(words);
});

test("words typed after sending, in another tab, are said not to be in the response", async ({ page, context }) => {
  await start(page, slug, /parent or carer/i);
  await toTheWords(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await answerAll(page, async () => {});
  await page.getByRole("button", { name: "Send my response" }).click();
  await page.waitForURL(/receipt/);
  await other.locator("main form textarea").first().fill("One thing more.");
  await other.getByRole("button", { name: "Save and continue" }).click();
  await expect(other.locator("h1")).toHaveText("These words are not in your response");
  await expect(other.locator("main blockquote").first()).toHaveText("One thing more.");
  await noHorizontalScroll(other);
  await axe(other);
  await shot(other, "unkept-sent");
});
