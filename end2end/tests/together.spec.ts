// From a file of comments to suggestions that stand together: an officer reads by keyboard until the engine can tell how
// often it is right, lets the sure ones stand, and takes that back.

import { fear, imported, opened, words } from "../support/consultation";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

/** How many comments come in, and how many of them the officer reads. */
const comments = 180;
const read = 120;

test("an officer reads by keyboard until sure suggestions can stand together, and takes that back", async ({ page }, info) => {
  test.skip(info.project.name !== "desktop", "one long way; its pages are looked at in every kind of browser elsewhere");
  test.setTimeout(480_000);
  const base = await opened(page, `together-${info.retry}`);
  await imported(page, base, Array.from({ length: comments }, (_, row) => words(row)));
  await page.goto(`${base}/themes`);
  // The engine also learns by itself after some decisions, and cannot be asked for more until it rests.
  const rested = () =>
    expect(async () => {
      await page.goto(`${base}/themes`);
      await expect(page.getByRole("link", { name: "Look again" })).toHaveCount(0, { timeout: 100 });
    }).toPass();
  const suggest = async () => {
    await rested();
    await page.getByRole("button", { name: /^Suggest themes/ }).click();
    await rested();
  };
  await suggest();
  await page.goto(`${base}/code`);
  // A tab with so many pages may wait some seconds for memory; the page asks for it again by itself.
  const awake = () => expect(page.locator("body[data-keys=on]")).toBeVisible({ timeout: 20_000 });
  const press = async (key: string) => {
    await page.evaluate(() => document.body.setAttribute("data-keys", "pressed"));
    await page.keyboard.press(key);
    await awake();
  };
  await awake();
  for (let at = 0; at < read; at += 1) {
    const said = await page.locator(".coding .body").innerText();
    const theme = fear[0].some((opening) => said.startsWith(opening)) ? "Fear of losing support" : "Keeping up with costs";
    const button = page.locator(".choice-button", { hasText: theme });
    const key = await button.getAttribute("data-key");
    if ((await button.getAttribute("aria-pressed")) !== "true") await press(key ?? "");
    // What else the engine thinks likely does not fit; Enter would confirm it.
    const others = page.locator(".choice-suggested .choice-button");
    for (let left = await others.count(); left > 0; left = await others.count()) {
      await press(`Shift+${await others.first().getAttribute("data-key")}`);
      await expect(others).not.toHaveCount(left);
    }
    await press("Enter");
  }
  await page.goto(`${base}/themes`);
  await expect(page.locator("main")).toContainText(`Read by a person${read} of ${comments} texts`);
  await suggest();

  await page.getByRole("link", { name: "Accept suggestions together" }).click();
  await expect(page.locator("h1")).toHaveText("Accept suggestions together");
  await expect(page.locator("main")).toContainText(/of \d+ were right\./);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "together-offer");
  const accept = page.getByRole("button", { name: /^Accept \d+ suggestions$/ });
  const many = (await accept.innerText()).replace(/\D/g, "");
  await accept.click();
  await expect(page.locator(".notice-success")).toContainText(`${many} suggestions stand now, accepted by you.`);
  await axe(page);
  await shot(page, "together-accepted");
  // Nobody has read more for that, and what stands is told apart.
  await page.goto(`${base}/themes`);
  await expect(page.locator("main")).toContainText(`Read by a person${read} of ${comments} texts`);
  await expect(page.locator("table.frame")).toContainText("accepted");
  await axe(page);
  await page.goto(`${base}/code?show=accepted`);
  await expect(page.locator(".queue li")).not.toHaveCount(0);
  await page.goto(`${base}/themes/acceptances`);
  await page.getByRole("button", { name: /^Take it back/ }).click();
  await expect(page.locator(".notice-success")).toContainText("Taken back.");
  await axe(page);
});
