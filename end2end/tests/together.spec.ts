// From a file of comments to suggestions that stand together: an officer reads by keyboard until the engine can tell how
// often it is right, lets the sure ones stand, and takes that back.

import type { Page } from "@playwright/test";
import { signIn } from "../support/officer";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

/** How many comments come in, and how many of them the officer reads. */
const comments = 180;
const read = 120;

const fear = [
  ["I am afraid", "We worry", "It scares me", "My fear is", "What frightens us is", "I lie awake thinking", "Please promise us", "Nobody has told me"],
  ["that she will lose her assistant", "he loses the helper he trusts", "support disappears overnight", "the speech therapist is taken away", "lunchtime support goes first", "our hours of support get cut", "one adult for three children is all that is left", "the support written in her plan melts away"],
  ["before the autumn term.", "once panels meet in private.", "while moving to Year 7.", "as soon as her band drops.", "after six quiet years.", "when nobody checks.", "if the form is misread.", "because the wording is vague."],
  ["Mornings are hard enough.", "School would end for us.", "She stopped sleeping last time.", "His sister copes alone already.", "I gave up my job once.", "Grandparents cannot step in.", "We fought two years for it.", "That adult keeps him safe."],
];
const cost = [
  ["Costs rise", "Prices climb", "Inflation eats the uplift", "Pay awards come", "Wages go up", "Pension charges grow", "Bills double", "Supply staff cost more"],
  ["every single April", "faster than any budget", "whatever Whitehall forecasts", "by five per cent or so", "even in small villages", "with no warning at all", "and nobody refunds it", "as they did in 2022"],
  ["so index the values to inflation.", "so review the amounts each year.", "and a frozen value shrinks.", "so link bands to the pay scale.", "yet the table stays still.", "so write yearly uprating into clause two.", "and three years later it is worthless.", "so keep up with real prices."],
  ["Our bursar has the figures.", "Heating alone proves it.", "Governors asked about this.", "Taxi contracts show the same.", "Look at last winter.", "A formula would be honest.", "Other authorities do it.", "Otherwise heads make cuts quietly."],
];

/** Comments of two kinds, no two of them worded alike. */
function words(row: number): string {
  const clauses = row % 2 === 0 ? fear : cost;
  const number = Math.floor(row / 2);
  // Each clause walks through its choices at another pace, so that two comments share one clause at most now and then.
  return clauses.map((all, at) => all[(number * [1, 3, 5, 7][at] + Math.floor(number / 8) * (at + 1)) % all.length]).join(" ");
}

async function opened(page: Page, slug: string): Promise<string> {
  const base = `/officer/consultations/${slug}`;
  await signIn(page, "lead", "/officer/consultations/new");
  await page.getByRole("radio", { name: /^EHCP banding/ }).check();
  await page.getByLabel("Web address").fill(slug);
  await page.getByRole("button", { name: "Create the draft" }).click();
  await page.waitForURL(`**${base}`);
  const closes = new Date(Date.now() + 60 * 24 * 3600 * 1000).toISOString().slice(0, 16);
  await page.getByLabel("Closes (London time)").fill(closes);
  await page.getByRole("button", { name: "Publish and open" }).click();
  await expect(page.locator(".tag-open")).toBeVisible();
  return base;
}

async function imported(page: Page, base: string): Promise<void> {
  const rows = Array.from({ length: comments }, (_, row) => `parent-carer,"${words(row)}"`);
  const buffer = Buffer.from(`audience,X4\n${rows.join("\n")}\n`);
  await page.goto(`${base}/import`);
  await page.getByLabel("File", { exact: true }).setInputFiles({ name: "comments.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Read the file" }).click();
  await page.getByRole("button", { name: "see what would be stored" }).click();
  await page.getByRole("button", { name: `Take in ${comments} responses` }).click();
  await expect(page.locator("main")).toContainText(`${comments} rows added`);
}

test("an officer reads by keyboard until sure suggestions can stand together, and takes that back", async ({ page }, info) => {
  test.skip(info.project.name !== "desktop", "one long way; its pages are looked at in every kind of browser elsewhere");
  test.setTimeout(240_000);
  const base = await opened(page, `together-${info.retry}`);
  await imported(page, base);
  await page.goto(`${base}/themes`);
  // The engine also learns by itself after some decisions, and cannot be asked for more until it rests.
  const rested = () =>
    expect(async () => {
      await page.goto(`${base}/themes`);
      await expect(page.getByRole("link", { name: "Look again" })).toHaveCount(0, { timeout: 100 });
    }).toPass();
  const suggest = async () => {
    await rested();
    await page.getByRole("button", { name: /^Suggest themes/ }).click();
    await rested();
  };
  await suggest();
  await page.goto(`${base}/code`);
  // A tab with so many pages may wait some seconds for memory; the page asks for it again by itself.
  const awake = () => expect(page.locator("body[data-keys=on]")).toBeVisible({ timeout: 20_000 });
  const press = async (key: string) => {
    await page.evaluate(() => document.body.setAttribute("data-keys", "pressed"));
    await page.keyboard.press(key);
    await awake();
  };
  await awake();
  for (let at = 0; at < read; at += 1) {
    const said = await page.locator(".coding .body").innerText();
    const theme = fear[0].some((opening) => said.startsWith(opening)) ? "Fear of losing support" : "Keeping up with costs";
    const button = page.locator(".choice-button", { hasText: theme });
    const key = await button.getAttribute("data-key");
    if ((await button.getAttribute("aria-pressed")) !== "true") await press(key ?? "");
    // What else the engine thinks likely does not fit; Enter would confirm it.
    const others = page.locator(".choice-suggested .choice-button");
    for (let left = await others.count(); left > 0; left = await others.count()) {
      await press(`Shift+${await others.first().getAttribute("data-key")}`);
      await expect(others).not.toHaveCount(left);
    }
    await press("Enter");
  }
  await page.goto(`${base}/themes`);
  await expect(page.locator("main")).toContainText(`Read by a person${read} of ${comments} texts`);
  await suggest();

  await page.getByRole("link", { name: "Accept suggestions together" }).click();
  await expect(page.locator("h1")).toHaveText("Accept suggestions together");
  await expect(page.locator("main")).toContainText(/of \d+ were right\./);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "together-offer");
  const accept = page.getByRole("button", { name: /^Accept \d+ suggestions$/ });
  const many = (await accept.innerText()).replace(/\D/g, "");
  await accept.click();
  await expect(page.locator(".notice-success")).toContainText(`${many} suggestions stand now, accepted by you.`);
  await axe(page);
  await shot(page, "together-accepted");
  // Nobody has read more for that, and what stands is told apart.
  await page.goto(`${base}/themes`);
  await expect(page.locator("main")).toContainText(`Read by a person${read} of ${comments} texts`);
  await expect(page.locator("table.frame")).toContainText("accepted");
  await axe(page);
  await page.goto(`${base}/code?show=accepted`);
  await expect(page.locator(".queue li")).not.toHaveCount(0);
  await page.goto(`${base}/themes/acceptances`);
  await page.getByRole("button", { name: /^Take it back/ }).click();
  await expect(page.locator(".notice-success")).toContainText("Taken back.");
  await axe(page);
});
