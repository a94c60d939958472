// Words of a text that an officer marks are offered to be covered; what is covered is for a lead to read.

import type { Page } from "@playwright/test";
import { imported, opened } from "../support/consultation";
import { signIn } from "../support/officer";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

const said = "Our son Tom\u2019s bus is late. Tomorrow Tom stays at home with Tom\u2019s nan.";

/** In the list: the response about the bus. */
const about = (page: Page) => page.locator("tbody tr", { hasText: "bus is late" }).locator("th a");

/** Marks the first place where `words` stand in the text, as a mouse, a finger or a screen reader does. */
async function mark(page: Page, words: string): Promise<void> {
  await page.locator("[data-marks]").evaluate((text, words) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node.textContent ?? "").indexOf(words);
      if (at >= 0) {
        getSelection()?.setBaseAndExtent(node, at, node, at + words.length);
        return;
      }
    }
    throw new Error(`“${words}” is not in the text`);
  }, words);
}

test("words are marked in a text and covered wherever they stand, and only a lead reads them then", async ({ page, javaScriptEnabled }, info) => {
  test.slow();
  const base = await opened(page, `covering-${info.project.name}-${info.retry}`);
  await imported(page, base, [said, "The bands are clear."]);
  await page.context().clearCookies();
  await signIn(page, "officer", `${base}/responses`);
  await about(page).click();
  await expect(page.locator("[data-marks]")).toHaveText(said);
  const words = page.getByLabel("Words to cover");
  if (javaScriptEnabled === false) {
    await expect(page.locator("main")).not.toContainText("mark them in the text");
    await page.locator("summary", { hasText: "Cover words" }).click();
    await words.fill("Tom");
  } else {
    await expect(page.getByText("To cover words, mark them in the text.")).toBeVisible({ timeout: 20_000 });
    await mark(page, "bus is late");
    await expect(page.getByRole("button", { name: "Cover “bus is late”" })).toBeVisible();
    await mark(page, "Tom");
    await shot(page, "covering-marked");
    await page.getByRole("button", { name: "Cover “Tom”" }).click();
    await expect(words).toHaveValue("Tom");
    await expect(page.getByLabel("What stands in their place")).toBeFocused();
  }
  await page.getByLabel("What stands in their place").selectOption("[a child’s name]");
  await page.getByLabel("Why", { exact: true }).fill("A child is named.");
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "covering-form");
  await page.getByRole("button", { name: "Cover", exact: true }).click();
  await expect(page.locator("[data-public]")).toHaveText("Our son [a child’s name]’s bus is late. Tomorrow [a child’s name] stays at home with [a child’s name]’s nan.");
  await expect(page.locator("main")).toContainText("A lead can read what is covered.");
  await expect(page.locator("[data-marks]")).not.toContainText("Tom’s");
  await page.locator("summary", { hasText: "What is covered" }).click();
  await axe(page);
  await shot(page, "covering-officer");
  await page.goto(`${base}/responses`);
  await expect(page.locator("tbody")).toContainText("Our son [a child’s name]");

  await page.context().clearCookies();
  await signIn(page, "lead", `${base}/responses`);
  await about(page).click();
  await expect(page.locator("[data-marks]")).toHaveText(said);
  await page.locator("summary", { hasText: "What is covered" }).click();
  await expect(page.locator(".covers")).toContainText("“Tom” is [a child’s name]");
  await shot(page, "covering-lead");
});
