// A consultation of one's own for journeys that take one to its end: opened by a lead, with comments from a file.

import { expect, type Page } from "@playwright/test";
import { signIn } from "./officer";

/** How comments of one kind begin, and what they go on to say. */
export const fear = [
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
export function words(row: number): string {
  const clauses = row % 2 === 0 ? fear : cost;
  const number = Math.floor(row / 2);
  // Each clause walks through its choices at another pace, so that two comments share one clause at most now and then.
  return clauses.map((all, at) => all[(number * [1, 3, 5, 7][at] + Math.floor(number / 8) * (at + 1)) % all.length]).join(" ");
}

/** Opens a consultation on banding as a lead, who stays signed in. Gives where its pages are. */
export async function opened(page: Page, slug: string): Promise<string> {
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

/** Takes in a file with these comments. */
export async function imported(page: Page, base: string, comments: string[]): Promise<void> {
  const rows = comments.map((said) => `parent-carer,"${said}"`);
  const buffer = Buffer.from(`audience,X4\n${rows.join("\n")}\n`);
  await page.goto(`${base}/import`);
  await page.getByLabel("File", { exact: true }).setInputFiles({ name: "comments.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Read the file" }).click();
  await page.getByRole("button", { name: "see what would be stored" }).click();
  await page.getByRole("button", { name: `Take in ${comments.length} responses` }).click();
  await expect(page.locator("main")).toContainText(`${comments.length} rows added`);
}
