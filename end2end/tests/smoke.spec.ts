import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

test("the home page is there for everybody", async ({ page }) => {
  const response = await page.goto("/");
  expect(response?.status()).toBe(200);
  await expect(page.locator("h1")).toHaveCount(1);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "home");
});

test("consultations are listed", async ({ page }) => {
  const response = await page.goto("/consultations");
  expect(response?.status()).toBe(200);
  await expect(page.locator("h1")).toHaveCount(1);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "consultations");
});
