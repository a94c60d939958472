// Answers a consultation with nothing but the keyboard: Tab, Space, arrows, Enter and letters.

import { expect, type Locator, type Page } from "@playwright/test";

/** More stops than any page has. */
const STOPS = 120;

/** Presses Tab until the control has the focus. A control that cannot be reached fails the test. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  expect(false, `${control} can be reached with Tab on ${page.url()}`).toBe(true);
}

/** Chooses one of a group of radio buttons, which are one stop: then the arrows choose. */
export async function chooseByKeyboard(page: Page, radio: Locator): Promise<void> {
  const name = await radio.getAttribute("name");
  const group = page.locator(`input[type=radio][name="${name}"]`);
  const checked = page.locator(`input[type=radio][name="${name}"]:checked`);
  await tabTo(page, (await checked.count()) ? checked : group.first());
  await page.keyboard.press("Space");
  for (let step = await group.count(); step > 0 && !(await radio.isChecked()); step -= 1) {
    await page.keyboard.press("ArrowDown");
  }
  await expect(radio).toBeChecked();
}

/** Writes in a field, in place of what stands there. */
export async function writeByKeyboard(page: Page, field: Locator, words: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(words);
}

/** Follows the link of this name. */
export async function followByKeyboard(page: Page, link: Locator): Promise<void> {
  await tabTo(page, link);
  await page.keyboard.press("Enter");
}

/** Presses the button of this name. */
export async function pressByKeyboard(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole("button", { name, exact: true }));
  await page.keyboard.press("Enter");
}

/** Chooses who is answering and begins. */
export async function startByKeyboard(page: Page, slug: string, audience: string): Promise<void> {
  await page.goto(`/consultations/${slug}/respond`);
  await chooseByKeyboard(page, page.locator(`input[name=audience][value="${audience}"]`));
  await pressByKeyboard(page, "Start");
}

/** Answers every page to the end of the form: the first choice of each list, words in each box. */
export async function answerByKeyboard(page: Page, look: (page: Page) => Promise<void>): Promise<number> {
  let pages = 0;
  while (!page.url().includes("/check-your-answers")) {
    expect(pages, "the form has an end").toBeLessThan(60);
    await look(page);
    await fill(page);
    const before = page.url();
    await pressByKeyboard(page, "Save and continue");
    await page.waitForURL((url) => url.toString() !== before);
    expect(page.url(), "nothing is wrong with what was answered").not.toContain("check=1");
    pages += 1;
  }
  return pages;
}

async function fill(page: Page): Promise<void> {
  for (const group of await page.locator("main form fieldset").all()) {
    const choice = group.getByRole("radio").or(group.getByRole("checkbox")).first();
    if ((await choice.count()) && (await choice.isVisible())) {
      await tabTo(page, choice);
      await page.keyboard.press("Space");
    }
  }
  for (const area of await page.locator("main form textarea").all()) {
    if (await area.isVisible()) {
      await tabTo(page, area);
      await page.keyboard.type("We waited, and nobody could say why.");
    }
  }
}
