// Officers read and code: by keyboard alone, two at once, and every page of the workbench by everybody.

import { signIn } from "../support/officer";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

const base = "/officer/consultations/banding-2026";

test("every page of the workbench can be read by everybody", async ({ page }) => {
  await signIn(page, "lead", `${base}/code`);
  const look = async (name: string, heading: string) => {
    await expect(page.locator("h1")).toHaveText(heading);
    await noHorizontalScroll(page);
    await axe(page);
    await shot(page, name);
  };
  await look("code", "Read and code");
  await page.locator("summary", { hasText: "Filter the texts" }).click();
  await look("code-filter", "Read and code");
  await page.goto(`${base}/code?show=suggested`);
  await page.locator("summary", { hasText: "Why are these suggested?" }).click();
  await look("code-reasons", "Read and code");
  await page.goto(`${base}/code?show=weighty`);
  await expect(page.locator(".noticed")).toContainText("May make a point of");
  await look("code-weighty", "Read and code");
  // A text with words that may identify somebody: each is marked, with what it may be and the way to cover it.
  await page.goto(`${base}/search?words=Callum`);
  await page.getByRole("link", { name: /^Code it/ }).first().click();
  await expect(page.locator(".personal")).toContainText("May identify somebody");
  await expect(page.locator(".coding mark.flag").first()).toBeVisible();
  await look("code-personal", "Read and code");
  await page.goto(`${base}/code?show=weighty`);
  await page.getByRole("link", { name: "More like this" }).click();
  await page.waitForURL("**/search?like=*");
  await look("search-like", "Search the texts");
  for (const [path, name, heading] of [
    ["agreement", "agreement", "Agreement"],
    ["agreement/code", "agreement-code", "Code as the second person"],
    ["themes/acceptances", "themes-acceptances", "Accept suggestions together"],
    ["coding-sign-off", "coding-sign-off", "Sign off the coding"],
    ["redaction", "redaction", "Cover personal data"],
    ["safeguarding", "safeguarding", "Safeguarding"],
    ["theme-views?by=locality", "theme-views", "Themes by group"],
  ]) {
    await page.goto(`${base}/${path}`);
    await look(name, heading);
  }
});

test("a text is coded, taken back and coded again by keyboard alone", async ({ page }, info) => {
  test.skip(info.project.use.javaScriptEnabled === false, "keys need script; every button is there without");
  await signIn(page, "officer", `${base}/code?show=all`);
  await expect(page.locator(".coding")).toBeVisible();
  // The island has to be awake before the first key, and after every page that a key leads to.
  const awake = () => expect(page.locator("body[data-keys=on]")).toBeVisible();
  await awake();
  const press = async (key: string) => {
    await page.evaluate(() => document.body.setAttribute("data-keys", "pressed"));
    await page.keyboard.press(key);
    await awake();
  };
  // Each kind of screen walks to a text of its own: they share one server.
  const steps = info.project.name === "desktop" ? 3 : 6;
  for (let step = 0; step < steps; step += 1) {
    await press("ArrowRight");
  }
  const words = await page.locator(".coding .body").innerText();
  await press("ArrowLeft");
  await expect(page.locator(".coding .body")).not.toHaveText(words);
  await press("ArrowRight");
  const first = page.locator('.choice-button[data-key="1"]');
  const before = await first.getAttribute("aria-pressed");
  await press("1");
  await expect(first).toHaveAttribute("aria-pressed", before === "true" ? "false" : "true");
  await press("u");
  await expect(first).toHaveAttribute("aria-pressed", before ?? "false");
  // Passages of a longer text: to the second one, tick it, give it a theme, and the page goes on at the next.
  const boxes = page.locator(".passages input");
  for (let step = 0; step < 40 && (await boxes.count()) < 3; step += 1) {
    await press("ArrowRight");
  }
  await page.keyboard.press(",");
  await page.keyboard.press(",");
  await expect(boxes.nth(1)).toBeFocused();
  await page.keyboard.press("Space");
  const tied = await page.locator(".coding mark.tied").count();
  await press("2");
  await expect(page.locator(".coding mark.tied")).toHaveCount(tied + 1);
  await expect(boxes.nth(2)).toBeVisible();
  await press("u");
  await expect(page.locator(".coding mark.tied")).toHaveCount(tied);
  // In a field a key is a letter.
  await page.locator("summary", { hasText: "Somebody may be at risk" }).click();
  await page.getByLabel("What makes you think so?").fill("");
  await page.getByLabel("What makes you think so?").pressSequentially("1un");
  await expect(page.getByLabel("What makes you think so?")).toHaveValue("1un");
  // And they can be turned off.
  await page.locator("summary", { hasText: "Keys" }).click();
  await page.getByRole("link", { name: "Turn the keys off" }).click();
  await page.waitForURL("**keys=off**");
  await expect(page.locator("script[src]")).toHaveCount(0);
});

test("two officers at once see who reads what, and neither codes over the other", async ({ page, browser, baseURL }, info) => {
  test.skip(info.project.name !== "desktop", "once is enough: they share one server");
  await signIn(page, "officer", `${base}/code?show=all&keys=off`);
  const text = await page.locator(".coding input[name=text]").inputValue();
  const context = await browser.newContext({ baseURL, javaScriptEnabled: true });
  const other = await context.newPage();
  await signIn(other, "lead", `${base}/code?show=all&keys=off&at=${text}`);
  await expect(other.locator(".coding .notice")).toContainText("officer@eastmarch.example has this text open too");
  await page.locator('.choice-button[data-key="2"]').click();
  await page.waitForURL("**/code?**");
  await other.locator('.choice-button[data-key="3"]').click();
  await expect(other.locator(".error-summary")).toContainText("Somebody else changed this");
  await axe(other);
  await page.getByRole("button", { name: "Undo" }).click();
  await context.close();
});
