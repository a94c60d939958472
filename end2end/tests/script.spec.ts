// What script adds to the form: messages as one writes, and drafts that save themselves.

import type { Browser, Page } from "@playwright/test";
import { answerAll, start } from "../support/answer";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { awake, listen } from "../support/quiet";
import { expect, test } from "../support/test";

const slug = "extra-help-criteria";
const charity = /charity, community group/i;
const words = "The panel should meet each month, and say why.";

const at = (page: string) => `/consultations/${slug}/respond/${page}`;
const saved = /^Saved at (\d{1,2}(:\d\d)?(am|pm)|midday|midnight)\.$/;
const notSaved = "Not saved: no connection. What you typed is still on this page. We will try again.";

/** Begins a response and opens one of its pages, with its script running. */
async function open(page: Page, name: string): Promise<void> {
  await start(page, slug, charity);
  if (name === "answering-together") {
    await page.getByRole("radio", { name: /group of people/i }).check();
    await page.getByRole("button", { name: "Save and continue" }).click();
    await page.waitForURL(`**${at(name)}`);
  }
  await page.goto(at(name));
  await awake(page);
}

const status = (page: Page) => page.locator(".saving");
const messageOf = (page: Page, field: string) => page.locator(`[id="${field}-error"]`);

/** Mistakes that a person can make on a page of the form, and the field that then has a message. */
const wrong: { what: string; name: string; field: string; type: (page: Page) => Promise<void> }[] = [
  {
    what: "a number in words",
    name: "question-V1",
    field: "V1",
    type: (page) => page.locator("#V1").fill("lots"),
  },
  {
    what: "a number that is too large",
    name: "question-V1",
    field: "V1",
    type: (page) => page.locator("#V1").fill("5,001"),
  },
  {
    what: "a text that is too long",
    name: "question-V2",
    field: "V2",
    type: (page) => page.locator("#V2").fill("long ".repeat(2_100)),
  },
  {
    what: "a choice of something else without saying what",
    name: "question-X2",
    field: "X2",
    type: (page) => page.getByRole("radio", { name: "Something else" }).check(),
  },
  {
    what: "the size of a group in words",
    name: "answering-together",
    field: "group-size",
    type: (page) => page.locator("#group-size").fill("a few"),
  },
];

/** The sentence without the word "Error: " that is only heard. */
async function sentence(page: Page, field: string): Promise<string> {
  return ((await messageOf(page, field).textContent()) ?? "").replace(/^Error: /, "");
}

test.describe("with script", () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "it is about script");

  test("script runs on every page of the form and on no other, and the browser complains of nothing", async ({ page }) => {
    test.slow();
    const complaints = listen(page);
    await page.goto("/consultations");
    await expect(page.locator("script")).toHaveCount(0);
    await start(page, slug, charity);
    await answerAll(page, async (page) => {
      await expect(page.locator("leptos-island")).toHaveCount(1);
      await awake(page);
    });
    await expect(page.locator("leptos-island")).toHaveCount(1);
    await awake(page);
    await page.getByRole("button", { name: "Send my response" }).click();
    await expect(page.locator("[data-reference]")).toHaveCount(1);
    await expect(page.locator("script")).toHaveCount(0);
    complaints();
  });

  for (const { what, name, field, type } of wrong) {
    test(`script says the same as the server about ${what}`, async ({ page, browser }) => {
      const complaints = listen(page);
      await open(page, name);
      await type(page);
      await expect(messageOf(page, field), "not before the field is left").toHaveCount(0);
      await page.locator("main form button.btn:not(.btn-secondary)").focus();
      await expect(messageOf(page, field)).toBeVisible();
      const inline = await sentence(page, field);
      await expect(page.locator(`[aria-describedby~="${field}-error"]`), "the message is tied to what it is about").toHaveCount(1);
      await noHorizontalScroll(page);
      await axe(page);
      await shot(page, `script-${name}-${field}`);
      expect(await withoutScript(browser, page, name, field, type)).toBe(inline);
      complaints();
    });
  }

  test("a message goes as soon as it is no longer true", async ({ page }) => {
    await open(page, "question-V1");
    const number = page.locator("#V1");
    await number.focus();
    await page.locator("main form button.btn:not(.btn-secondary)").focus();
    await expect(number, "passing through is no mistake").not.toHaveAttribute("aria-invalid");
    await number.fill("many");
    await page.locator("main form button.btn:not(.btn-secondary)").focus();
    await expect(messageOf(page, "V1")).toBeVisible();
    await expect(number).toHaveAttribute("aria-invalid", "true");
    await number.fill("12");
    await expect(messageOf(page, "V1")).toHaveCount(0);
    await expect(number).not.toHaveAttribute("aria-invalid");
    await expect(number).not.toHaveAttribute("aria-describedby", /V1-error/);
  });

  test("a wrong answer can be sent all the same, and the server then says what is wrong", async ({ page }) => {
    await open(page, "question-V1");
    await page.locator("#V1").fill("many");
    // One press, although the message comes between pressing and letting go.
    await page.getByRole("button", { name: "Save and continue" }).click();
    await expect(page).toHaveURL(/check=1/);
    await expect(page.locator(".error-summary")).toBeVisible();
    await expect(page.locator("#V1")).toHaveValue("many");
  });

  test("the room left is counted as one writes", async ({ page }) => {
    await open(page, "question-V2");
    const count = page.locator("#V2-count");
    await expect(count).toHaveText("You can use up to 10,000 characters.");
    await page.locator("#V2").fill("  twelve chars ");
    await expect(count).toHaveText("You have 9,988 characters left.");
    await page.locator("#V2").fill("x".repeat(10_001));
    await expect(count).toHaveText("You have 1 character too many.");
  });

  test("a draft survives closing the tab without pressing anything", async ({ page, context }) => {
    const complaints = listen(page);
    await open(page, "question-V2");
    await page.locator("#V2").pressSequentially(words);
    await expect(status(page)).toHaveText(saved);
    await axe(page);
    await shot(page, "script-saved");
    complaints();
    await page.close();
    const again = await context.newPage();
    await again.goto(at("question-V2"));
    await expect(again.locator("#V2")).toHaveValue(words);
  });

  test("leaving at once loses nothing either", async ({ page, context }) => {
    await open(page, "question-V2");
    await page.locator("#V2").pressSequentially("quick");
    page.on("dialog", (dialog) => dialog.accept());
    await page.close({ runBeforeUnload: true });
    const again = await context.newPage();
    await expect(async () => {
      await again.goto(at("question-V2"));
      await expect(again.locator("#V2")).toHaveValue("quick", { timeout: 1_000 });
    }).toPass();
  });

  test("a reload keeps the words", async ({ page }) => {
    await open(page, "question-V2");
    await page.locator("#V2").pressSequentially(words);
    await expect(status(page)).toHaveText(saved);
    await page.reload();
    await expect(page.locator("#V2")).toHaveValue(words);
  });

  test("what was typed before the script came is neither drawn over nor forgotten", async ({ page }) => {
    await start(page, slug, charity);
    let go = () => {};
    const held = new Promise<void>((open) => (go = open));
    await page.route("**/*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(at("question-V2"), { waitUntil: "domcontentloaded" });
    await page.locator("#V2").pressSequentially(words);
    await expect(status(page)).toHaveCount(0);
    go();
    await expect(status(page)).toHaveText(saved);
    await expect(page.locator("#V2")).toHaveValue(words);
    await page.reload();
    await expect(page.locator("#V2")).toHaveValue(words);
  });

  test("without a connection the page says so, keeps the words, and saves when it is back", async ({ page, context }) => {
    const complaints = listen(page);
    await open(page, "question-V2");
    await context.setOffline(true);
    await page.locator("#V2").pressSequentially(words);
    await expect(status(page)).toHaveText(notSaved);
    await axe(page);
    await shot(page, "script-offline");
    // Pressing the button now would put the browser's own error page in place of the words.
    await page.getByRole("button", { name: "Save and continue" }).click();
    await expect(status(page)).toContainText("Not sent: no connection.");
    // Nothing that is tried meanwhile is said over it.
    await page.waitForTimeout(5_000);
    await expect(status(page)).toContainText("Not sent: no connection.");
    await expect(page.locator("#V2")).toHaveValue(words);
    await context.setOffline(false);
    await expect(status(page)).toHaveText(saved);
    await page.reload();
    await expect(page.locator("#V2")).toHaveValue(words);
    complaints(/ERR_INTERNET_DISCONNECTED/);
  });

  test("when the server cannot save, the page says so and tries again", async ({ page }) => {
    await open(page, "question-V2");
    let failures = 0;
    await page.route(at("question-V2"), async (route) => {
      if (route.request().headers()["x-autosave"] && failures < 2) {
        failures += 1;
        await route.fulfill({ status: 503 });
      } else {
        await route.continue();
      }
    });
    await page.locator("#V2").pressSequentially("again");
    await expect(status(page)).toContainText("something is wrong on our side");
    await expect(status(page)).toHaveText(saved, { timeout: 15_000 });
    expect(failures).toBe(2);
  });

  test("a draft that was deleted in another tab is not said to be saved", async ({ page, context }) => {
    await open(page, "question-V2");
    const other = await context.newPage();
    await other.goto(`/consultations/${slug}/respond`);
    await other.getByRole("button", { name: "Delete it and start again" }).click();
    await page.locator("#V2").pressSequentially("lost?");
    await expect(status(page)).toContainText("we cannot add to this response any more");
    await expect(page.locator("#V2")).toHaveValue("lost?");
  });

  test("the browser asks before unsaved words are left behind, and only then", async ({ page, context }) => {
    await open(page, "question-V2");
    const asked: string[] = [];
    page.on("dialog", async (dialog) => {
      asked.push(dialog.type());
      await dialog.dismiss();
    });
    await context.setOffline(true);
    await page.locator("#V2").pressSequentially(words);
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(["beforeunload"]);
    await expect(page.locator("#V2"), "the person stays").toHaveValue(words);
    await context.setOffline(false);
    await expect(status(page)).toHaveText(saved);
    const closed = page.waitForEvent("close");
    await page.close({ runBeforeUnload: true });
    await closed;
    expect(asked).toHaveLength(1);
  });

  test("going on by the button asks nothing, and nothing is saved after it", async ({ page }) => {
    await open(page, "question-V2");
    const saves: string[] = [];
    let left = false;
    page.on("request", (request) => {
      if (request.headers()["x-autosave"] && left) {
        saves.push(request.url());
      }
    });
    page.on("dialog", (dialog) => {
      throw new Error(`asked: ${dialog.type()}`);
    });
    await page.locator("#V2").pressSequentially("now");
    left = true;
    await page.getByRole("button", { name: "Save and continue" }).click();
    await expect(page).toHaveURL(/question-V3/);
    // Longer than the pause after which a draft saves itself.
    await page.waitForTimeout(1_500);
    expect(saves).toEqual([]);
    await page.goto(at("question-V2"));
    await expect(page.locator("#V2")).toHaveValue("now");
  });

  test("a double click sends once, says so meanwhile, and can be repeated when it takes long", async ({ page }) => {
    test.slow();
    await start(page, slug, charity);
    await answerAll(page, async () => {});
    await awake(page);
    let sent = 0;
    let go = () => {};
    const held = new Promise<void>((open) => (go = open));
    await page.route("**/respond/send", async (route) => {
      sent += 1;
      await held;
      await route.continue();
    });
    // While the next page is on its way, nothing can be asked of this one. It keeps a diary instead.
    await page.evaluate(() => {
      const diary: string[] = [];
      setInterval(() => {
        const pressed = document.querySelector("#send button")?.hasAttribute("aria-disabled");
        const line = `${pressed ? "pressed" : "free"}: ${document.querySelector(".saving")?.textContent}`;
        if (diary.at(-1) !== line) {
          diary.push(line);
          sessionStorage.setItem("diary", JSON.stringify(diary));
        }
      }, 20);
    });
    await page.getByRole("button", { name: "Send my response" }).dblclick({ noWaitAfter: true });
    // Longer than the button is held.
    await new Promise((later) => setTimeout(later, 12_000));
    expect(sent).toBe(1);
    go();
    await expect(page.locator("[data-reference]")).toHaveCount(1);
    const diary: string[] = JSON.parse(await page.evaluate(() => sessionStorage.getItem("diary") ?? "[]"));
    expect(diary.filter((line) => line !== "free: ")).toEqual([
      "pressed: Sending…",
      expect.stringMatching(/^free: This is taking a long time/),
    ]);
  });

  test("a comment on a clause is checked and kept while it is written, and is part of the answer once it is saved", async ({ page }) => {
    const complaints = listen(page);
    const kept = /^Kept at .+ It is not part of your answer until you save it\.$/;
    await page.goto(`/consultations/${slug}`);
    await page.locator(`main a[href*="/consultations/${slug}/documents/"]`).first().click();
    await page.locator('main a[href$="/comment"]').first().click();
    await awake(page);
    page.on("dialog", (dialog) => {
      throw new Error(`asked: ${dialog.type()}`);
    });
    // An empty form that is refused is kept nowhere, and nobody is told that it is.
    const nothing = page.waitForResponse((answer) => answer.request().method() === "POST" && answer.status() === 204);
    await page.getByRole("button", { name: "Save your comment" }).click();
    await expect(page.locator(".error-summary")).toBeVisible();
    await awake(page);
    await nothing;
    await expect(status(page)).toHaveText("");
    await page.getByRole("radio", { name: charity }).check();
    await page.getByRole("radio", { name: "I would change it" }).check();
    await page.locator("#text").pressSequentially("x");
    await page.locator("#text").fill("");
    await page.locator("#suggestion").focus();
    await expect(messageOf(page, "text")).toBeVisible();
    const inline = await sentence(page, "text");
    await expect(status(page)).toHaveText(kept);
    await axe(page);
    await shot(page, "script-comment");
    await page.getByRole("button", { name: "Save your comment" }).click();
    await expect(page.locator(".error-summary")).toContainText(inline);
    await awake(page);
    await page.locator("#suggestion").pressSequentially("each term");
    await expect(messageOf(page, "text")).toHaveCount(0);
    await expect(status(page)).toHaveText(kept);

    // Nobody is asked whether they want to leave, and what they wrote is there when they come back.
    await page.goto(`/consultations/${slug}/respond`);
    const unsaved = page.locator(".notice-warning", { hasText: "You began these comments" });
    await axe(page);
    await noHorizontalScroll(page);
    await shot(page, "script-comment-begun");
    await unsaved.getByRole("link").click();
    await awake(page);
    await expect(page.locator("#suggestion")).toHaveValue("each term");
    await expect(page.getByRole("radio", { name: "I would change it" })).toBeChecked();
    await shot(page, "script-comment-again");
    await page.getByRole("button", { name: "Save your comment" }).click();
    await expect(page).toHaveURL(/saved=/);
    await page.goto(at("check-your-answers"));
    await expect(page.locator("main")).toContainText("each term");
    await expect(unsaved).toHaveCount(0);
    complaints(/422/);
  });

  test("the keyboard alone is enough", async ({ page }) => {
    await open(page, "question-V1");
    await page.locator("#V1").focus();
    await page.keyboard.type("dozens");
    await page.keyboard.press("Tab");
    await expect(messageOf(page, "V1")).toBeVisible();
    await expect(page.getByRole("button", { name: "Save and continue" }), "the focus stays where it went").toBeFocused();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("24");
    await expect(messageOf(page, "V1")).toHaveCount(0);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/question-V2/);
  });

  test("a page whose script finds no memory at first, as in a tab that has shown a hundred pages, wakes all the same", async ({ page }) => {
    await page.addInitScript(() => {
      const { instantiate } = WebAssembly;
      let refused = 0;
      const refusing = (module: WebAssembly.Module, imports: WebAssembly.Imports) => {
        if (refused === 2) return instantiate(module, imports);
        refused += 1;
        document.documentElement.dataset.refused = String(refused);
        return Promise.reject(new RangeError("Out of memory"));
      };
      Object.assign(WebAssembly, { instantiate: refusing });
    });
    await open(page, "question-V1");
    await expect(page.locator("html[data-refused='2']")).toBeAttached();
    await page.locator("#V1").fill("lots");
    await page.keyboard.press("Tab");
    await expect(messageOf(page, "V1")).toBeVisible();
  });
});

test.describe("without script", () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled !== false, "it is about pages whose script is off");

  test("no line waits for a script that never comes, and every control does something", async ({ page }) => {
    await start(page, slug, charity);
    for (const name of ["about-you", "question-V1", "question-V2", "your-words"]) {
      await page.goto(at(name));
      await expect(page.locator("main [role=status], main [aria-live], main .saving")).toHaveCount(0);
      await expect(page.locator("main button:not([type=submit])")).toHaveCount(0);
      await expect(page.locator("main :disabled, main [aria-disabled]")).toHaveCount(0);
      await noHorizontalScroll(page);
    }
    await axe(page);
  });
});

/** What the server says when the same is posted by a browser whose script is off. */
async function withoutScript(
  browser: Browser,
  page: Page,
  name: string,
  field: string,
  type: (page: Page) => Promise<void>,
): Promise<string> {
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  try {
    const plain = await context.newPage();
    await plain.goto(new URL(at(name), page.url()).toString());
    await type(plain);
    await plain.getByRole("button", { name: "Save and continue" }).click();
    await expect(messageOf(plain, field)).toHaveCount(1);
    return await sentence(plain, field);
  } finally {
    await context.close();
  }
}
