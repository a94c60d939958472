// With nothing but the keyboard: every type of question and the equality pages after it, a school's team of two, and a
// group of young people that skips and stops.

import type { Page } from "@playwright/test";
import { reference } from "../support/answer";
import {
  answerByKeyboard,
  chooseByKeyboard,
  followByKeyboard,
  pressByKeyboard,
  startByKeyboard,
  tabTo,
  writeByKeyboard,
} from "../support/keyboard";
import { axe, noHorizontalScroll } from "../support/page";
import { expect, test } from "../support/test";

const open = "extra-help-criteria";

async function on(page: Page, heading?: string | RegExp): Promise<void> {
  const before = new URL(page.url()).pathname;
  await pressByKeyboard(page, "Save and continue");
  await (heading ? expect(page.locator("h1")).toHaveText(heading) : page.waitForURL((url) => url.pathname !== before));
}

const radio = (page: Page, name: string | RegExp, exact = false) => page.getByRole("radio", { name, exact }).first();

test("every type of question is answered, put right and sent, and the equality questions after it", async ({ page }) => {
  test.slow();
  await startByKeyboard(page, "everything", "parent-carer");
  await expect(page.locator("h1")).toHaveText("Do you live in our area?");
  await chooseByKeyboard(page, radio(page, "Yes"));
  await on(page, "When did you last ask for help?");
  const date = async (day: string) => {
    await writeByKeyboard(page, page.getByLabel("Day"), day);
    await writeByKeyboard(page, page.getByLabel("Month"), "4");
    await writeByKeyboard(page, page.getByLabel("Year"), "2026");
  };
  await date("31");
  await pressByKeyboard(page, "Save and continue");
  await expect(page.locator(".error-summary")).toContainText("Write a real date");
  // From what is wrong straight to its field.
  await followByKeyboard(page, page.locator(".error-summary a").first());
  await date("30");
  await on(page, "How much did you spend yourself?");
  await writeByKeyboard(page, page.getByRole("textbox"), "£1,200");
  await on(page, "What matters most?");
  await writeByKeyboard(page, page.getByLabel("What it costs"), "1");
  await writeByKeyboard(page, page.getByLabel("A quick answer"), "2");
  await on(page, "Who helped you?");
  await writeByKeyboard(page, page.getByLabel("Number 1"), "A neighbour");
  await writeByKeyboard(page, page.getByLabel("Number 2"), "The school");
  await pressByKeyboard(page, "Add another");
  await writeByKeyboard(page, page.getByLabel("Number 3"), "A charity");
  await on(page, "How do you find each of these?");
  for (const row of ["The form is easy", "The phone is answered"]) {
    await chooseByKeyboard(page, page.getByRole("group", { name: row }).getByRole("radio", { name: "Disagree", exact: true }));
  }
  await on(page, "Is this true?");
  await tabTo(page, page.getByRole("checkbox"));
  await page.keyboard.press("Space");
  await on(page);
  await chooseByKeyboard(page, radio(page, /^No/));
  await on(page);
  await expect(page.locator(".summary-list").first()).toContainText("30 April 2026");
  // A change of mind from the last page, and back to it.
  await followByKeyboard(page, page.getByRole("link", { name: /^Change/ }).first());
  await expect(page.locator("h1")).toHaveText("Do you live in our area?");
  await page.goto("/consultations/everything/respond/check-your-answers");
  await pressByKeyboard(page, "Send my response");
  await reference(page);

  await followByKeyboard(page, page.locator('main a[href$="/equality"]').first());
  await chooseByKeyboard(page, radio(page, "35 to 44"));
  await pressByKeyboard(page, "Continue");
  await chooseByKeyboard(page, page.getByRole("group", { name: "What is your ethnic group?" }).getByRole("radio", { name: "White" }));
  await pressByKeyboard(page, "Continue");
  await chooseByKeyboard(page, radio(page, "Irish", true));
  await pressByKeyboard(page, "Send these answers");
  await expect(page.locator("h1")).toHaveText("Thank you");
});

test("a school is found in the register, a colleague writes with the team code, and the lead sends one answer", async ({ page, browser, baseURL }, info) => {
  test.skip(info.project.name === "desktop-noscript", "once at a desk is enough");
  test.slow();
  await startByKeyboard(page, open, "school-staff");
  await chooseByKeyboard(page, page.getByLabel("For my school, setting or organisation"));
  await on(page);
  await writeByKeyboard(page, page.getByLabel("Name of the school, setting or organisation"), "lantern");
  await pressByKeyboard(page, "Find it in our list of schools");
  await chooseByKeyboard(page, radio(page, "Lantern Lane Primary School"));
  await on(page);
  await chooseByKeyboard(page, radio(page, "Yes", true));
  await tabTo(page, page.locator("summary", { hasText: "Do several of you write the answer?" }));
  await page.keyboard.press("Enter");
  await pressByKeyboard(page, "Answer as a team");
  const code = (await page.locator("[data-team-code]").getAttribute("data-team-code")) ?? "";

  const { viewport, javaScriptEnabled } = info.project.use;
  const other = await browser.newContext({ baseURL, viewport, javaScriptEnabled });
  try {
    const bursar = await other.newPage();
    await bursar.goto(`/consultations/${open}/respond`);
    await followByKeyboard(bursar, bursar.getByRole("link", { name: "Answer as a team" }));
    await writeByKeyboard(bursar, bursar.getByLabel("Team code"), code);
    await writeByKeyboard(bursar, bursar.getByLabel("What should the lead call you?"), "Bursar");
    await bursar.keyboard.press("Enter");
    await expect(bursar.locator("h1")).toHaveText("You write as “Bursar”");
    await followByKeyboard(bursar, bursar.getByRole("link", { name: "Answer the questions" }));
    await bursar.waitForURL(/\/respond\/(?!team)/);
    await answerByKeyboard(bursar, noHorizontalScroll);
    await pressByKeyboard(bursar, "Share with the lead");
    await expect(bursar.locator("main")).toContainText("Your lead sees what you write");
  } finally {
    await other.close();
  }

  // The lead takes what the colleague wrote, question by question, and sends it for the school.
  await page.goto(`/consultations/${open}/respond/team`);
  await expect(page.locator(".team-members")).toContainText("Bursar");
  await axe(page);
  await followByKeyboard(page, page.getByRole("link", { name: "Answer the questions" }).or(page.getByRole("link", { name: /^Carry on/ })).first());
  await page.waitForURL(/\/respond\/(?!team)/);
  let taken = 0;
  while (!page.url().includes("/check-your-answers")) {
    const use = page.getByRole("button", { name: "Use this answer" }).first();
    if (taken === 0 && (await use.count())) {
      await tabTo(page, use);
      await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("Enter")]);
      taken += 1;
    }
    if (page.url().includes("/your-words")) {
      await chooseByKeyboard(page, page.getByRole("radio").first());
    }
    await on(page);
  }
  expect(taken).toBe(1);
  await pressByKeyboard(page, "Send my response");
  await reference(page);
});

test("a group of young people gives its headcount, skips, stops and comes back", async ({ page }) => {
  await startByKeyboard(page, open, "young-person");
  await chooseByKeyboard(page, radio(page, "We are a group"));
  await on(page, "About your group");
  await writeByKeyboard(page, page.getByLabel("How many young people are in your group?"), "6");
  await chooseByKeyboard(page, radio(page, "Everybody agreed"));
  await on(page);
  const first = page.url();
  expect(first).toContain("/question-");
  await pressByKeyboard(page, "Skip this question");
  await page.waitForURL((url) => url.toString() !== first);
  await pressByKeyboard(page, "Stop for now");
  await expect(page.locator("h1")).toHaveText("Stop for now");
  await axe(page);
  await page.goto(first);
  await answerByKeyboard(page, noHorizontalScroll);
  await pressByKeyboard(page, "Send my response");
  await reference(page);
});
