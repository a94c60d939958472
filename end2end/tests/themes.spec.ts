// Officers work through themes: with script and without, at a desk and on a phone.

import { signIn } from "../support/officer";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

const base = "/officer/consultations/banding-2026";

test("every page of themes can be read by everybody", async ({ page }) => {
  await signIn(page, "officer", `${base}/themes`);
  const look = async (name: string) => {
    await expect(page.locator("h1")).toHaveCount(1);
    await noHorizontalScroll(page);
    await axe(page);
    await shot(page, name);
  };
  await look("themes");
  const theme = page.getByRole("link", { name: /^Look at suggestions/ }).first();
  const response = await page.goto((await theme.getAttribute("href")) ?? "");
  expect(response?.status()).toBe(200);
  await page.locator("summary", { hasText: "Ticked passages belong" }).click();
  await look("theme");
  await page.getByRole("link", { name: /^Response / }).first().click();
  await page.getByRole("link", { name: /^Code this response by hand/ }).click();
  await page.waitForURL("**/code");
  await look("theme-code");
  await page.goto(`${base}/themes/alike`);
  await expect(page.locator("main")).toContainText("Nothing is deleted");
  await look("themes-alike");
});

test("an added theme is told in plain words, dismissed and brought back", async ({ page }, info) => {
  await signIn(page, "officer", `${base}/themes`);
  await page.locator("summary", { hasText: "Add a theme" }).click();
  // A name of its own for each kind of screen: they share one server.
  const name = `Journeys ${info.project.name} ${info.workerIndex}-${info.retry}`;
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Add the theme" }).click();
  await expect(page.locator("h1")).toHaveText(name);
  await expect(page.locator("main")).toContainText("There is no suggestion left to look at");
  await noHorizontalScroll(page);
  await axe(page);
  await page.getByRole("button", { name: "Dismiss this theme" }).click();
  await page.waitForURL("**/themes");
  await shot(page, "themes-dismissed");
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.locator(".tag").first()).toHaveText("Dismissed");
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "theme-dismissed");
  await page.getByRole("button", { name: /Undo\s?: Dismissed it/ }).click();
  await expect(page.locator(".tag").first()).toHaveText("In the frame");
});

test("a number of new themes that is out of reach is refused with what was typed", async ({ page }) => {
  await signIn(page, "officer", `${base}/themes`);
  const number = page.getByLabel("How many new themes to look for");
  await number.fill("61");
  await number.press("Enter");
  await expect(page.locator(".error-summary")).toContainText("from 2 to 60");
  await expect(number).toHaveValue("61");
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "themes-grain-wrong");
});

test("a suggestion is confirmed by keyboard alone, and who confirmed it is shown", async ({ page }, info) => {
  await signIn(page, "officer", `${base}/themes`);
  // Each kind of screen has a theme of its own: they share one server.
  const at = info.config.projects.findIndex((project) => project.name === info.project.name);
  await page.getByRole("link", { name: /^Look at suggestions/ }).nth(at + 1).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/themes/*");
  const box = page.getByRole("checkbox").first();
  const words = await page.locator(".passages label").first().innerText();
  await box.focus();
  await page.keyboard.press("Space");
  await expect(box).toBeChecked();
  await page.getByRole("button", { name: "Confirm ticked" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".notice-success")).toContainText("1 passage is now confirmed");
  await page.getByRole("link", { name: /^Confirmed \(/ }).click();
  const kept = page.locator(".passages .checkbox", { hasText: words.slice(0, 40) }).first();
  await expect(kept).toContainText("by the engine, wellheard");
  await expect(kept).toContainText("Confirmed by officer@eastmarch.example");
});
