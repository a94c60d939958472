// Writing a consultation, as officers meet it: with script and without, at a desk and on a phone.

import { type Page, type TestInfo } from "@playwright/test";
import { signIn } from "../support/officer.ts";
import { axe, noHorizontalScroll, shot } from "../support/page.ts";
import { awake } from "../support/quiet.ts";
import { expect, test } from "../support/test.ts";

/** The page as it must be for anybody, and a picture of it. */
async function look(page: Page, name: string): Promise<void> {
  await expect(page.locator("h1")).toHaveCount(1);
  await axe(page);
  await noHorizontalScroll(page);
  await shot(page, `build-${name}`);
}

/** A draft of this project's own, so that the four kinds of browser do not edit the same words. */
async function create(page: Page, slug: string): Promise<string> {
  await signIn(page, "lead", "/officer/consultations/new");
  await page.getByRole("radio", { name: /^EHCP banding/ }).check();
  await page.getByLabel("Web address").fill(slug);
  await page.getByRole("button", { name: "Create the draft" }).click();
  await page.waitForURL(`**/officer/consultations/${slug}`);
  return `/officer/consultations/${slug}/build`;
}

const named = (what: string, info: TestInfo): string => `${what}-${info.project.name}`;

test("an officer writes a question for each audience, and sees what makes it hard to read", async ({ page }, info) => {
  const build = await create(page, named("words", info));
  await page.getByRole("link", { name: "Words and questions", exact: true }).click();
  await page.waitForURL(`**${build}`);
  await look(page, "overview");
  await page.goto(`${build}/sections/why`);
  await look(page, "section");
  await page.goto(`${build}/add?what=grid`);
  await look(page, "add-grid");
  await page.goto(`${build}/add?what=question`);
  await look(page, "add");
  await page.getByLabel("Question", { exact: true }).fill("Which part of the descriptor matters most?");
  await page.getByLabel("Type", { exact: true }).selectOption("multiple");
  await page.getByRole("button", { name: "Add it" }).click();
  await page.waitForURL("**/questions/N1");
  await expect(page.locator("main")).toContainText(/Question \d+ “Which part of the descriptor.*” has no options/);
  await page.getByLabel("New options").fill("The words\nThe examples");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL("**/questions/N1?saved=yes");
  await expect(page.locator(".reading").first()).toContainText("“descriptor” (say “description of need”)");
  await expect(page.getByRole("textbox", { name: "Label of “The words”" }).first()).toHaveValue("The words");
  await look(page, "question");
  await page.goto(`${build}/preview?audience=young-person&phone=yes`);
  await expect(page.locator(".phone-frame")).toContainText("Which part of the descriptor matters most?");
  // Set as on a phone, also in a wide window.
  await expect(page.locator(".phone-frame .lead")).toHaveCSS("font-size", "20px");
  await look(page, "preview");
  await page.getByRole("button", { name: /^Try it as/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toHaveText("Who is typing?");
  await look(page, "walk");
  await page.getByRole("radio", { name: "I’d rather not say" }).check();
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.locator("h1")).toHaveText("Are you under 13?");
  await page.goto(page.url().replace(/[^/]+$/, "check-your-answers"));
  await page.getByRole("button", { name: "Send my response" }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  await look(page, "walk-check");
  await page.getByRole("link", { name: "Leave the try-out" }).click();
  await page.waitForURL(`**${build}/preview`);
  await page.goto(`${build}/history`);
  await look(page, "history");
});

test("two officers who edit the same words see both, and a reviewer without an account sees the result", async ({ page, browser, baseURL }, info) => {
  const build = await create(page, named("both", info));
  // The settings of this project, script on or off included, for the other officer too.
  const { viewport, javaScriptEnabled } = info.project.use;
  const other = await browser.newContext({ baseURL, viewport, javaScriptEnabled });
  try {
    const theirs = await other.newPage();
    await signIn(theirs, "approver", `${build}/title`);
    await page.goto(`${build}/title`);
    await theirs.getByLabel("Title").first().fill("The other officer’s title");
    await theirs.getByRole("button", { name: "Save", exact: true }).click();
    await expect(theirs.locator("main")).toContainText("Saved.");
    await page.getByLabel("Title").first().fill("My own title");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.locator(".error-summary")).toContainText("Somebody else changed this meanwhile");
    await expect(page.locator(".theirs")).toContainText("The other officer’s title");
    await expect(page.getByLabel("Title").first()).toHaveValue("My own title");
    await look(page, "conflict");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.locator("main")).toContainText("Saved.");

    await page.goto(`${build}/preview`);
    await page.locator("summary", { hasText: "Links for reviewers" }).click();
    await page.getByLabel("Who is it for?").fill("Parent Carer Forum");
    await page.getByRole("button", { name: "Make a link for a reviewer" }).click();
    const link = await page.locator("#link").inputValue();
    await look(page, "link");
    const reviewer = await other.newPage();
    await other.clearCookies();
    await reviewer.goto(link);
    await expect(reviewer.locator("h1")).toHaveText("Draft for comment – not open");
    await expect(reviewer.locator("main")).toContainText("My own title");
    await look(reviewer, "review");
  } finally {
    await other.close();
  }
});

test("an officer rewrites a clause of the draft, adds one, and puts it where it belongs", async ({ page }, info) => {
  const build = await create(page, named("clauses", info));
  await page.goto(build);
  await page.getByRole("link", { name: "Draft banding framework" }).click();
  await page.waitForURL("**/documents/framework");
  await look(page, "document");
  await page.getByRole("link", { name: "1.1 Purpose" }).click();
  await page.getByLabel("Text").first().fill("This says how top-up money is shared out.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL("**/clauses/purpose?saved=yes");
  await look(page, "clause");
  await page.getByRole("link", { name: "Document “Draft banding framework”" }).click();
  await page.getByRole("link", { name: "Add a clause" }).click();
  await look(page, "add-clause");
  await page.getByLabel("Heading").fill("Words we use");
  await page.getByLabel("After").selectOption({ label: "1.1 Purpose" });
  await page.getByRole("button", { name: "Add it" }).click();
  await page.waitForURL("**/clauses/words-we-use");
  await expect(page.locator("h1")).toHaveText("Clause 1.1a “Words we use”");
  await page.getByRole("link", { name: "Document “Draft banding framework”" }).click();
  const added = page.getByRole("listitem").filter({ hasText: "1.1a Words we use" });
  await added.getByRole("button", { name: /^Move up/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".built-list > li").first()).toContainText("1.1a Words we use");
  await page.goto(`${build}/preview`);
  await expect(page.locator("main")).toContainText("This says how top-up money is shared out.");
});

test("words are saved while they are written", async ({ page }, info) => {
  test.skip(info.project.use.javaScriptEnabled === false, "needs script");
  const build = await create(page, named("kept", info));
  await page.goto(`${build}/questions/P1`);
  await awake(page);
  await page.getByLabel("Question", { exact: true }).first().fill("What do you think, in short?");
  await expect(page.locator(".saving")).toContainText("Saved at");
  // What is not saved by itself is said not to be, until it is put back.
  const must = page.getByRole("checkbox", { name: /It must be answered/ });
  await must.check();
  await expect(page.locator(".saving")).toContainText("Not saved yet: you changed more than the words.");
  await must.uncheck();
  await expect(page.locator(".saving")).toHaveText("");
  await page.goto(build);
  await expect(page.locator("main")).toContainText("What do you think, in short?");
  await page.getByRole("button", { name: "Undo the last step" }).click();
  await expect(page.locator("main")).not.toContainText("What do you think, in short?");
});

test("a change after opening waits, is published as an amendment, and the public is told", async ({ page }, info) => {
  const slug = named("amend", info);
  const build = await create(page, slug);
  await page.getByLabel("Closes (London time)").fill("2035-07-31T23:59");
  await page.getByRole("button", { name: "Publish and open" }).click();
  await expect(page.locator("main")).toContainText("31 July 2035");
  await page.goto(`${build}/sections/why`);
  await page.getByLabel("Heading").first().fill("Why we propose this now");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.locator("main")).toContainText("waits until it is published as an amendment");
  await page.goto(build);
  await page.getByRole("link", { name: "Look at what changed" }).click();
  await expect(page.locator(".changes")).toContainText("Why we propose this now");
  await look(page, "changes");
  await page.getByRole("button", { name: "Publish the amendment" }).click();
  await expect(page.locator(".error-summary")).toContainText("Say what changed and why");
  await page.getByLabel("What changed and why").fill("The heading said too little.");
  await page.getByRole("button", { name: "Publish the amendment" }).click();
  await page.waitForURL(`**${build}`);
  await page.goto(`/consultations/${slug}`);
  await expect(page.locator("main")).toContainText("The heading said too little.");
  await look(page, "amended");
});

test("a question is kept in the library and used again", async ({ page }, info) => {
  const build = await create(page, named("shelf", info));
  await page.goto(`${build}/library`);
  await page.goto(`${build}/questions/P1`);
  await page.getByRole("button", { name: "Save it to the library" }).click();
  await page.waitForURL("**/library");
  await look(page, "library");
  await page.getByRole("button", { name: "Add it to this consultation" }).first().click();
  await page.waitForURL("**/questions/*");
  await expect(page.locator("h1")).toContainText("Question");
});
