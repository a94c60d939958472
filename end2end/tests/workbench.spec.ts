// The coding of a small consultation taken to its end: everything read, personal data covered, the frame put in shape,
// thirty texts coded by a second person who sees nothing, their difference settled, and the questions signed off.

import type { Page } from "@playwright/test";
import { fear, imported, opened, words } from "../support/consultation";
import { signIn } from "../support/officer";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

/** Few enough that a person reads every text, and thirty of them are coded twice. */
const comments = 32;
const afraid = "Fear of losing support";
const costly = "Keeping up with costs";
const stray = "My parcel has not come yet, and nobody at the depot picks up.";

/** What comes in: the first says a phone number, the last is not about this at all. */
function said(row: number): string {
  if (row === 0) return `${words(row)} Ring me on 07700 900123.`;
  return row === comments - 1 ? stray : words(row);
}

const theme = (text: string) => (fear[0].some((opening) => text.startsWith(opening)) ? afraid : costly);

async function look(page: Page, name: string): Promise<void> {
  await expect(page.locator("h1")).toHaveCount(1);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, name);
}

async function becomes(page: Page, role: "officer" | "lead", path: string): Promise<void> {
  await page.context().clearCookies();
  await signIn(page, role, path);
}

test("two officers take a small consultation from its first text to the sign-off of its coding", async ({ page }, info) => {
  test.skip(!["desktop", "phone-noscript"].includes(info.project.name), "one long way: with script at a desk, without on a phone");
  test.setTimeout(480_000);
  const script = info.project.use.javaScriptEnabled !== false;
  const base = await opened(page, `workbench-${info.project.name}-${info.retry}`);
  await imported(page, base, Array.from({ length: comments }, (_, row) => said(row)));

  // The first person reads everything.
  await becomes(page, "officer", `${base}/code?keys=off`);
  const body = page.locator(".coding .body");
  let strays = 0;
  for (let at = 0; at < comments; at += 1) {
    const text = await body.innerText();
    if (text === stray) {
      strays += 1;
      if (script) {
        const here = new URL(page.url());
        here.searchParams.delete("keys");
        await page.goto(here.href);
        await expect(page.locator("body[data-keys=on]")).toBeVisible({ timeout: 20_000 });
        await page.keyboard.press("Shift+n");
        await expect(page.getByText("Last:")).toContainText("not about this consultation");
        await page.goto(`${base}/code?keys=off`);
      } else {
        await page.getByRole("button", { name: "Not about this consultation" }).click();
        await expect(page.getByText("Last:")).toContainText("not about this consultation");
      }
      continue;
    }
    await page.locator(".choice-button", { hasText: theme(text) }).click();
    await expect(page.locator(".choice-button[aria-pressed=true]")).toHaveCount(1);
    await page.getByRole("button", { name: /and go on|Done, go on/ }).click();
    if (at < comments - 1) await expect(body).not.toHaveText(text);
  }
  expect(strays).toBe(1);
  await page.goto(`${base}/themes`);
  await expect(page.locator("main")).toContainText(`${comments} of ${comments} texts`);

  // One pass over what may identify somebody.
  await expect(async () => {
    await page.goto(`${base}/redaction`);
    await expect(page.locator("main")).toContainText("1 span is marked", { timeout: 100 });
  }).toPass();
  await look(page, "workbench-redaction");
  await page.getByRole("button", { name: "Save and show the next" }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  await axe(page);
  await page.getByLabel("Why are these covered?").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Save and show the next" }).click();
  await expect(page.locator(".notice-success")).toContainText("1 span decided");
  await expect(page.locator("main")).toContainText("Nothing that is marked is left to decide on.");
  await page.goto(`${base}/search?words=Ring`);
  await expect(page.locator("main")).not.toContainText("07700");
  await expect(page.locator("main")).toContainText("[a phone number]");

  // The frame is put in shape: a part of a theme becomes one of its own, goes under it, and comes back to it.
  const toTheme = async (label: string) => {
    await page.goto(`${base}/themes`);
    await page.getByRole("link", { name: label, exact: true }).first().click();
    await expect(page.locator("h1")).toHaveText(label);
  };
  await toTheme(costly);
  const whole = await page.locator(".summary-list dd").first().innerText();
  await page.locator("summary", { hasText: "Split" }).click();
  const split = page.locator("details", { hasText: "Which passages?" });
  await split.getByRole("checkbox").nth(0).check();
  await split.getByRole("checkbox").nth(1).check();
  await split.getByLabel("Name", { exact: true }).fill("Energy bills");
  await look(page, "workbench-split");
  await split.getByRole("button", { name: "Split" }).click();
  await toTheme("Energy bills");
  await expect(page.locator(".summary-list dd").first()).toContainText("2 of ");
  await page.locator("summary", { hasText: "Move" }).click();
  await page.getByLabel("It stands under").selectOption({ label: costly });
  await page.getByRole("button", { name: "Put it there" }).click();
  await expect(page.locator("main")).toContainText(`Under ${costly}`);
  await look(page, "workbench-under");
  await page.locator("summary", { hasText: "Merge into another theme" }).click();
  await page.getByLabel("It becomes part of").selectOption({ label: costly });
  await page.getByRole("button", { name: "Merge" }).click();
  await toTheme(costly);
  await expect(page.locator(".summary-list dd").first()).toHaveText(whole);
  await expect(page.locator(".history")).toContainText("Energy bills");
  await look(page, "workbench-merged");

  // Thirty are drawn and coded by somebody who sees neither themes nor suggestions.
  await page.goto(`${base}/agreement`);
  await page.getByRole("button", { name: /^Draw 30/ }).click();
  await expect(page.locator("main")).toContainText("30 of 32 responses");
  await becomes(page, "lead", `${base}/agreement/code?keys=off`);
  const seconds = page.locator(".coding .body");
  for (let at = 0; at < 30; at += 1) {
    const text = await seconds.innerText();
    if (text === stray) {
      await page.getByRole("button", { name: "Read, no theme" }).click();
    } else {
      // Of one text the second person thinks otherwise.
      const own = at === 4 ? "Workload and paperwork" : theme(text);
      await page.getByRole("checkbox", { name: own }).check();
      await page.getByRole("button", { name: /^Save and go on/ }).click();
    }
    if (at < 29) await expect(seconds).not.toHaveText(text);
  }
  await page.goto(`${base}/agreement`);
  await expect(page.locator("main")).toContainText("30 of 30 texts");
  await look(page, "workbench-agreement");

  // What they differ on is settled side by side, with the reason.
  await page.goto(`${base}/coding-sign-off`);
  await expect(page.locator("main")).toContainText("1 text on which two people differ, with nothing settled");
  await page.goto(`${base}/agreement`);
  await page.locator("main a[href*='/agreement/']:not([href*='/agreement/code'])").first().click();
  await look(page, "workbench-blind");
  await page.getByRole("button", { name: "Show both answers" }).click();
  await look(page, "workbench-difference");
  await page.getByRole("button", { name: /^Settle it/ }).click();
  await expect(page.locator(".error-summary")).toBeVisible();
  await axe(page);
  await page.getByRole("checkbox", { name: afraid }).or(page.getByRole("checkbox", { name: costly })).first().check();
  await page.getByLabel("Why?").fill("It is said in so many words.");
  await page.getByRole("button", { name: /^Settle it/ }).click();
  await page.goto(`${base}/agreement`);
  await expect(page.locator("main")).toContainText("Settled");

  // One thing still stands in the way: a theme was born late. A lead lets it pass, with a reason that is printed.
  await page.goto(`${base}/coding-sign-off`);
  await expect(page.locator("main")).not.toContainText("two people differ");
  await expect(page.locator("main")).toContainText("32 texts read before a theme was there");
  await look(page, "workbench-sign-off");
  const why = "Energy bills was part of the same theme when everything was read.";
  await page.locator("summary", { hasText: "Sign off all the same" }).click();
  await page.getByLabel("Why may this pass?").fill(why);
  await page.getByRole("button", { name: /^Sign off all the same/ }).click();
  await expect(page.locator("main")).toContainText("Signed off");
  await expect(page.locator("main")).toContainText(why);
  await look(page, "workbench-signed");
});
