// A school answers as a team: a lead, a colleague with the team code, and one response; with script and without, at a
// desk and on a phone. And the register of schools that officers keep.

import { reference, start } from "../support/answer";
import { signIn } from "../support/officer";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";
import type { Page } from "@playwright/test";

const slug = "extra-help-criteria";
const words = "Our budget has no room for this before September.";

/** Looks at a page: nothing too wide, nothing that axe finds, and a picture. */
async function look(page: Page, name: string): Promise<void> {
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, `team-${name}`);
}

/** Presses "Save and continue" and waits for another page. */
async function on(page: Page): Promise<void> {
  const before = page.url();
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.waitForURL((url) => url.toString() !== before);
}

/** Goes on, answering what must be answered, as far as the first box for words. */
async function toWords(page: Page): Promise<void> {
  while ((await page.locator("main form textarea").count()) === 0) {
    await page.locator("main form fieldset").getByRole("radio").or(page.getByRole("checkbox")).first().check();
    await on(page);
  }
}

test("a school is found, a colleague writes with the team code, and the lead sends one answer", async ({ page, browser, baseURL }) => {
  test.slow();
  await start(page, slug, /school/i);

  // Two schools of one name, and somebody who may not answer for either.
  await page.getByLabel("For my school, setting or organisation").check();
  await on(page);
  const school = page.url();
  await page.getByLabel("Name of the school, setting or organisation").fill("lantern");
  await page.getByRole("button", { name: "Find it in our list of schools" }).click();
  await expect(page.getByRole("radio", { name: "Lantern Lane Primary School" }).first()).toBeVisible();
  await on(page);
  await expect(page.locator(".error-summary")).toContainText("Choose which of these is yours");
  await look(page, "about-wrong");
  // By keyboard alone: the error leads to its choice.
  await page.locator(".error-summary a").first().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("radio", { name: "Lantern Lane Primary School" }).first().check();
  await on(page);
  await page.getByRole("radio", { name: "No", exact: true }).check();
  await on(page);
  await expect(page.locator("#not-authorised")).toContainText("You can still take part");
  await look(page, "about-not-allowed");
  await page.getByRole("radio", { name: "Yes", exact: true }).check();
  await on(page);
  expect(page.url()).toContain("/question-");

  // Another school, by its number: shown before going on.
  await page.goto(school);
  await page.getByLabel("Name of the school, setting or organisation").fill("900003");
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.locator("main")).toContainText("We found your school");
  await expect(page.getByRole("radio", { name: "Harrowfen Village School" })).toBeChecked();
  await look(page, "about-found");
  await on(page);
  await page.locator("summary", { hasText: "Do several of you write the answer?" }).click();
  await page.getByRole("button", { name: "Answer as a team" }).click();

  await expect(page.locator("h1")).toHaveText("Your team");
  await expect(page.locator("main")).toContainText("Harrowfen Village School, Harrowfen (URN 900003)");
  await look(page, "lead-new");
  const code = (await page.locator("[data-team-code]").getAttribute("data-team-code")) ?? "";
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  const address = (await page.locator("a.address").textContent()) ?? "";
  expect(`http://${address}`).toBe(`${baseURL}/consultations/${slug}/team`);

  const { viewport, javaScriptEnabled } = test.info().project.use;
  const other = await browser.newContext({ baseURL, viewport, javaScriptEnabled });
  try {
    const bursar = await other.newPage();
    await bursar.goto(`/consultations/${slug}/respond`);
    await bursar.getByRole("link", { name: "Answer as a team" }).click();
    await look(bursar, "join");
    await bursar.getByLabel("Team code").fill("7K3M 9QXD");
    await bursar.getByRole("button", { name: "Join the team" }).click();
    await expect(bursar.locator(".error-summary")).toContainText("Check the team code");
    await look(bursar, "join-wrong");
    await bursar.getByLabel("Team code").fill(code.toLowerCase());
    await bursar.getByLabel("What should the lead call you?").fill("Bursar");
    await bursar.keyboard.press("Enter");
    await expect(bursar.locator("h1")).toHaveText("You write as “Bursar”");
    await expect(bursar.locator("main")).toContainText("Harrowfen Village School");
    await look(bursar, "colleague");
    await bursar.getByRole("link", { name: "Answer the questions" }).click();
    await toWords(bursar);
    const question = bursar.url();
    await bursar.locator("main form textarea").first().fill(words);
    await on(bursar);
    await bursar.goto(`/consultations/${slug}/respond/check-your-answers`);
    await look(bursar, "colleague-check");
    await bursar.getByRole("button", { name: "Share with the lead" }).click();
    await expect(bursar.locator("main")).toContainText("Your lead sees what you write");
    await look(bursar, "colleague-shared");

    // The lead has words of their own: both are shown before anything is overwritten.
    await page.goto(question);
    await expect(page.locator(".colleague")).toContainText(words);
    await page.locator("main form textarea").first().fill("We could begin in January.");
    await look(page, "question");
    await page.getByRole("button", { name: "Use this answer" }).first().click();
    await expect(page.locator("h1")).toHaveText("You have another answer there");
    await expect(page.locator(".both")).toContainText("We could begin in January.");
    await look(page, "both");
    await page.getByRole("button", { name: "Keep ours and add theirs" }).click();
    await page.waitForURL(/question-/);
    await expect(page.locator("main form textarea").first()).toHaveValue(`We could begin in January.\n\n${words}`);

    await page.goto(`/consultations/${slug}/respond/team`);
    await expect(page.locator(".team-members")).toContainText("Bursar");
    await look(page, "lead");

    await page.goto(`/consultations/${slug}/respond/your-words`);
    await page.getByRole("radio").first().check();
    await on(page);
    await expect(page.locator("main")).toContainText("what your colleagues wrote on their own is deleted");
    await look(page, "lead-check");
    await page.getByRole("button", { name: "Send my response" }).click();
    const sent = await reference(page);
    await bursar.goto(`/consultations/${slug}/respond/team`);
    expect(await reference(bursar)).toBe(sent);

    await bursar.context().clearCookies();
    await bursar.goto(`/consultations/${slug}/team`);
    await bursar.getByLabel("Team code").fill(code);
    await bursar.getByLabel("What should the lead call you?").fill("Head");
    await bursar.getByRole("button", { name: "Join the team" }).click();
    await expect(bursar.locator("h1")).toHaveText("This team has sent its answer");
    await look(bursar, "sent");
  } finally {
    await other.close();
  }
});

test("an officer sees which school answered, and an administrator keeps the register", async ({ page }) => {
  test.slow();
  await signIn(page, "admin", "/officer/schools");
  await look(page, "register");
  await page.getByLabel("Name, town, postcode or URN").fill("lantern");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(2);
  const header =
    "URN,LA (code),EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),PhaseOfEducation (name),Town,Postcode";
  const file = (text: string) => ({ name: "schools.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByLabel("CSV file").setInputFiles(file("name\nA\n"));
  await page.getByRole("button", { name: "Read the file" }).click();
  await expect(page.locator(".error-summary")).toContainText("URN");
  await look(page, "register-wrong");
  const row = "900001,999,Ashmere Primary School,Community school,Open,Primary,Ashmere,EM4 2AD";
  await page.getByLabel("CSV file").setInputFiles(file(`${header}\n${row}\nx,999,Nowhere,,Open,,,\n`));
  await page.getByRole("button", { name: "Read the file" }).click();
  await expect(page.locator(".notice")).toContainText("1 school is as it was");
  await expect(page.locator(".notice")).toContainText("Line 3");
  await look(page, "register-read");

  await page.goto(`/officer/consultations/banding-2026/responses?capacity=organisation&authorised=yes`);
  await look(page, "responses");
  await page.goto(`/officer/consultations/banding-2026/responses?urn=900001`);
  await expect(page.locator("tbody tr").first()).toContainText("Ashmere Primary School");
  await page.locator("tbody th a").first().click();
  await expect(page.locator(".summary-list")).toContainText("URN 900001");
  await look(page, "response");
});
