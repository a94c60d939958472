// Young people's own way: easy words with pictures, who is typing, skip and stop, and copies to keep.

import { answerAll, reference } from "../support/answer";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";
import type { Page } from "@playwright/test";

const on = (page: Page) => page.getByRole("button", { name: "Save and continue" }).click();

async function look(page: Page, name: string): Promise<void> {
  await expect(page.locator("h1")).toHaveCount(1);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, `young-${name}`);
}

async function begin(page: Page, open: string): Promise<string> {
  await page.goto(`/consultations/${open}/respond`);
  await page.getByRole("radio", { name: /young person/i }).check();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.locator("h1")).toHaveText("Who is typing?");
  return `/consultations/${open}/respond`;
}

/** The slug of a consultation that takes responses. */
async function openOne(page: Page): Promise<string> {
  await page.goto("/consultations");
  for (const href of await page.locator('main a[href^="/consultations/"]').evaluateAll((links) => links.map((a) => a.getAttribute("href") ?? ""))) {
    await page.goto(href);
    if (await page.locator(`main a[href="${href}/respond"]`).count()) {
      return href.split("/").pop() ?? "";
    }
  }
  throw new Error("no consultation is open");
}

test("the proposal in easy words has a picture beside each idea, or words only", async ({ page }) => {
  const open = await openOne(page);
  await page.goto(`/consultations/${open}`);
  await page.getByRole("link", { name: /^Easy read/ }).click();
  const idea = page.locator(".easy-read .idea").first();
  const picture = await idea.locator(".picture").boundingBox();
  const words = await idea.locator(".idea-says").boundingBox();
  expect(picture && words && picture.x + picture.width <= words.x, "picture left, words right").toBeTruthy();
  await look(page, "proposal");
  await page.getByRole("link", { name: "Show words only, without pictures" }).click();
  await expect(page.locator("svg")).toHaveCount(0);
  await look(page, "proposal-words");
  // Remembered on the next page, and turned on again.
  await page.goto(`/consultations/${open}?for=young-person`);
  await expect(page.locator("svg")).toHaveCount(0);
  await page.getByRole("link", { name: "Show pictures with the words" }).click();
  await expect(page.locator("svg").first()).toBeVisible();
});

test("easy words lead to an easy first page with one button, and back to it", async ({ page }) => {
  const open = await openOne(page);
  await page.goto(`/consultations/${open}?for=young-person`);
  await page.getByRole("link", { name: "Answer the questions" }).first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/respond?for=young-person");
  await look(page, "start");
  await expect(page.getByRole("radio")).toHaveCount(0);
  await page.getByRole("button", { name: "Start", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toHaveText("Who is typing?");
  await page.goto(`/consultations/${open}/respond?for=young-person`);
  await page.getByRole("link", { name: "Carry on" }).click();
  await expect(page.locator("h1")).toHaveText("Who is typing?");
});

test("a child alone is asked to fetch a grown-up, goes on with one, and sends", async ({ page }) => {
  test.slow();
  const open = await openOne(page);
  const start = await begin(page, open);
  await look(page, "who");
  await on(page);
  await expect(page.locator(".error-summary")).toContainText("Choose who is typing");
  await look(page, "who-error");
  await page.getByRole("radio", { name: "I am answering by myself" }).check();
  await on(page);
  await expect(page.locator("h1")).toHaveText("Are you under 13?");
  await look(page, "age");
  await page.getByRole("radio", { name: "Yes, I am under 13" }).check();
  await on(page);
  await expect(page.locator("h1")).toHaveText("Please ask a grown-up to sit with you");
  await look(page, "ask-an-adult");
  await page.getByRole("radio", { name: "Yes, a grown-up is with me now" }).check();
  await on(page);
  await expect(page.locator("h1")).toHaveText("Who is helping you?");
  await page.getByRole("radio", { name: "A parent or carer" }).check();
  await page.getByRole("radio", { name: "My own words" }).check();
  await look(page, "helper");
  await on(page);
  let pages = 0;
  await answerAll(page, async (page) => {
    await noHorizontalScroll(page);
    await axe(page);
    pages += 1;
    await shot(page, `young-page-${pages}`);
    if (page.url().includes("question-")) {
      await expect(page.getByRole("button", { name: "Skip this question" })).toBeVisible();
    }
    await expect(page.getByRole("button", { name: "Stop for now" })).toBeVisible();
  });
  await look(page, "check");
  const pdf = await page.request.get(`${start}/copy.pdf`);
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  await page.getByRole("button", { name: "Send my response" }).click();
  await reference(page);
});

test("a group gives its headcount and how it agreed", async ({ page }) => {
  const open = await openOne(page);
  await begin(page, open);
  await page.getByRole("radio", { name: "We are a group" }).check();
  await on(page);
  await expect(page.locator("h1")).toHaveText("About your group");
  await page.getByLabel("How many young people are in your group?").fill("6");
  await page.getByRole("radio", { name: "Everybody agreed" }).check();
  await look(page, "group");
  await on(page);
  await expect(page).toHaveURL(/question-/);
});

test("skip, stop, carry on, and delete, with nothing typed lost on the way", async ({ page }) => {
  const open = await openOne(page);
  const start = await begin(page, open);
  await page.getByRole("radio", { name: "I am answering by myself" }).check();
  await on(page);
  await page.getByRole("radio", { name: "I’d rather not say" }).check();
  await on(page);
  await expect(page).toHaveURL(/question-/);
  while ((await page.locator("main form textarea").count()) === 0) {
    const before = page.url();
    await page.getByRole("button", { name: "Skip this question" }).click();
    await page.waitForURL((url) => url.toString() !== before);
  }
  const here = page.url();
  await page.locator("main form textarea").first().fill("I like the quiet room.");
  await page.getByRole("button", { name: "Skip this question" }).click();
  await expect(page.locator("main .notice").first()).toContainText("You wrote something here");
  await look(page, "skip-sure");
  await page.getByRole("button", { name: "Stop for now" }).click();
  await expect(page.locator("h1")).toHaveText("Stop for now");
  await look(page, "stop");
  await page.goto(here);
  await expect(page.locator("main form textarea").first()).toHaveValue("I like the quiet room.");
  await page.getByRole("button", { name: "Show words only, without pictures" }).click();
  await expect(page.locator("svg")).toHaveCount(0);
  await expect(page.locator("main form textarea").first()).toHaveValue("I like the quiet room.");
  await look(page, "words-only");
  await page.goto(`${start}/stop`);
  await page.getByRole("button", { name: "Delete my answers" }).click();
  await page.goto(here);
  await expect(page.locator("main")).toContainText("We could not find the response you began");
});

test("where the browser has a voice there is a button to listen, and none without script", async ({ page }) => {
  const script = test.info().project.use.javaScriptEnabled !== false;
  // A voice that says nothing but remembers what it was given.
  await page.addInitScript(() => {
    const said: string[] = [];
    let waiting: SpeechSynthesisUtterance[] = [];
    const quiet = () => {
      const ended = waiting;
      waiting = [];
      for (const one of ended) {
        one.onend?.(new Event("end") as SpeechSynthesisEvent);
      }
    };
    const synthesis = {
      speak: (one: SpeechSynthesisUtterance) => {
        said.push(`${one.lang}: ${one.text}`);
        waiting.push(one);
      },
      cancel: quiet,
      getVoices: () => [],
    };
    Object.defineProperty(window, "speechSynthesis", { value: synthesis });
    Object.defineProperty(window, "said", { value: said });
  });
  const open = await openOne(page);
  await begin(page, open);
  await page.getByRole("radio", { name: "I am answering by myself" }).check();
  await on(page);
  await page.getByRole("radio", { name: "No, I am 13 or older" }).check();
  await on(page);
  await expect(page).toHaveURL(/question-/);
  const listen = page.getByRole("button", { name: /^Listen/ });
  if (!script) {
    await expect(listen).toHaveCount(0);
    return;
  }
  await expect(listen.first()).toBeVisible({ timeout: 20_000 });
  await look(page, "listen");
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(await said(), "nothing is read unasked").toEqual([]);
  await listen.first().click();
  const title = (await page.locator("h1").innerText()).trim();
  expect(await said()).toContain(`en-GB: ${title}`);
  const stop = page.getByRole("button", { name: /^Stop reading/ });
  await expect(stop).toHaveCount(1);
  await stop.click();
  await expect(stop).toHaveCount(0);
});

test("every audience has a paper form to print, beside the other ways to answer", async ({ page }) => {
  const open = await openOne(page);
  await page.goto(`/consultations/${open}`);
  const forms = page.locator('main a[href*="/paper/"]');
  expect(await forms.count()).toBeGreaterThan(3);
  for (const href of await forms.evaluateAll((links) => links.map((a) => a.getAttribute("href") ?? ""))) {
    const pdf = await page.request.get(href);
    expect(pdf.status(), href).toBe(200);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
  }
});
