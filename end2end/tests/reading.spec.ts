// What anybody may read, and commenting on a clause by keyboard alone.

import { reference } from "../support/answer";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

const pages: [string, string][] = [
  ["proposal", "/consultations/extra-help-criteria"],
  ["proposal-closed", "/consultations/banding-2026"],
  ["proposal-decided", "/consultations/co-production-charter"],
  ["document", "/consultations/extra-help-criteria/documents/criteria"],
  ["framework", "/consultations/banding-2026/documents/framework"],
  ["privacy", "/privacy"],
  ["accessibility", "/accessibility"],
  ["start", "/consultations/extra-help-criteria/respond"],
  ["sign-in", "/officer/sign-in"],
];

for (const [name, path] of pages) {
  test(`${name} can be read by everybody`, async ({ page }) => {
    const response = await page.goto(path);
    expect(response?.status()).toBe(200);
    await expect(page.locator("h1")).toHaveCount(1);
    await noHorizontalScroll(page);
    await axe(page);
    await shot(page, name);
  });
}

test("a page that is not there says so and offers a way out", async ({ page }) => {
  const response = await page.goto("/consultations/none-such");
  expect(response?.status()).toBe(404);
  await expect(page.locator("main a").first()).toBeVisible();
  await axe(page);
});

test("a clause is commented on by keyboard alone, and the comment is sent", async ({ page }) => {
  const form = "/consultations/extra-help-criteria/documents/criteria/clauses/time-limit/comment";
  await page.goto("/consultations/extra-help-criteria/documents/criteria");
  await page.locator(`a[href="${form}"]`).first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${form}`);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "comment");

  await page.getByRole("radio", { name: /parent or carer/i }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("radio", { name: /change/i }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("textbox").first().focus();
  await page.keyboard.type("Two terms is too short when the waiting list is three.");
  await page.keyboard.press("Tab");
  await page.locator("main form button[type=submit]").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.endsWith("/comment"));

  await page.goto("/consultations/extra-help-criteria/respond/check-your-answers");
  await expect(page.locator("main")).toContainText("Two terms is too short");
  const consent = page.getByRole("link", { name: /change/i });
  await expect(consent.first()).toBeVisible();
  await shot(page, "check-comment");
  if (!(await page.getByRole("button", { name: "Send my response" }).count())) {
    return;
  }
  await page.goto("/consultations/extra-help-criteria/respond/your-words");
  await page.getByRole("radio").first().check();
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.goto("/consultations/extra-help-criteria/respond/check-your-answers");
  await page.getByRole("button", { name: "Send my response" }).click();
  await reference(page);
});
