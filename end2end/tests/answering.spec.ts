// From the public list to a receipt: with script and without, at a desk and on a phone.

import { answerAll, reference, start } from "../support/answer";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

const slug = "extra-help-criteria";
const audiences: [string, RegExp][] = [
  ["parent", /parent or carer/i],
  ["young-person", /young person/i],
];

for (const [name, audience] of audiences) {
  test(`a ${name} answers, sends, and keeps a receipt`, async ({ page }) => {
    test.slow();
    const seen = new Set<string>();
    await start(page, slug, audience);
    await answerAll(page, async (page) => {
      await expect(page.locator("h1")).toHaveCount(1);
      await noHorizontalScroll(page);
      // axe looks at one page of each make: the first with radios, with checkboxes, with a text box.
      for (const control of ["radio", "checkbox", "textbox"] as const) {
        if (!seen.has(control) && (await page.locator("main form").getByRole(control).count())) {
          seen.add(control);
          await axe(page);
          await shot(page, `answering-${name}-${control}`);
        }
      }
    });
    await noHorizontalScroll(page);
    await axe(page);
    await shot(page, `check-${name}`);
    await page.getByRole("button", { name: "Send my response" }).click();
    const given = await reference(page);
    await noHorizontalScroll(page);
    await axe(page);
    await shot(page, `receipt-${name}`);

    // The back button shows the receipt, never the answers.
    await page.goto(`/consultations/${slug}/respond/check-your-answers`);
    expect(await reference(page)).toBe(given);
    await expect(page.locator("body")).not.toContainText("one thing in March");
  });
}

test("the equality questions come after, and may be left alone", async ({ page }) => {
  await start(page, slug, /parent or carer/i);
  await answerAll(page, async () => {});
  await page.getByRole("button", { name: "Send my response" }).click();
  await reference(page);
  await page.goto(`/consultations/${slug}/equality`);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "equality");
  await page.getByRole("radio", { name: "35 to 44" }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("group", { name: "What is your ethnic group?" }).getByRole("radio", { name: "White" }).check();
  await noHorizontalScroll(page);
  await axe(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("radio", { name: "Irish", exact: true }).check();
  await page.getByRole("button", { name: "Back" }).click();
  await expect(page.getByRole("radio", { name: "White" })).toBeChecked();
  await page.getByRole("button", { name: "Stop here" }).click();
  await expect(page.locator("h1")).toHaveText("Thank you");
  await page.goto(`/consultations/${slug}/equality`);
  await expect(page.getByRole("radio")).toHaveCount(0);
});

test("sending nothing at all is refused in plain words", async ({ page }) => {
  await start(page, slug, /parent or carer/i);
  await page.goto(`/consultations/${slug}/respond/check-your-answers`);
  const send = page.getByRole("button", { name: "Send my response" });
  if (await send.count()) {
    await send.click();
  }
  await expect(page.locator("[data-reference]")).toHaveCount(0);
  await expect(page.locator("main")).toContainText(/answer/i);
});
