// What must hold of every page, and pictures to look at.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** No accessibility rule that a program can check is broken: WCAG 2.2 AA and good practice. */
export async function axe(page: Page): Promise<void> {
  const violations = await withRunningScript(page, async (page) => {
    return (await new AxeBuilder({ page }).withTags(rules).analyze()).violations;
  });
  // Short enough to read in a terminal: which rule, where, and where it is explained.
  const found = violations.map(({ id, help, helpUrl, nodes }) => ({
    rule: `${id}: ${help}`,
    where: nodes.map((node) => `${node.target.join(" ")} – ${node.html.slice(0, 200)}`),
    more: helpUrl,
  }));
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}

/**
 * axe waits for timers, which never run in a page whose script is off. Such a page is therefore
 * shown to axe as a copy: the same HTML and styles, still without running any script of its own.
 */
async function withRunningScript<T>(page: Page, check: (page: Page) => Promise<T>): Promise<T> {
  const browser = page.context().browser();
  if (test.info().project.use.javaScriptEnabled !== false || !browser) {
    return check(page);
  }
  // A browser that runs scripts would hide what is inside <noscript>.
  const body = (await page.content()).replace(/<\/?noscript[^>]*>/g, "");
  const headers = { "content-security-policy": "script-src 'none'" };
  // All other settings are the project's own.
  const context = await browser.newContext({ javaScriptEnabled: true });
  try {
    const copy = await context.newPage();
    await copy.route("**/*", (route) =>
      route.request().isNavigationRequest()
        ? route.fulfill({ body, headers, contentType: "text/html; charset=utf-8" })
        : route.continue(),
    );
    await copy.goto(page.url());
    return await check(copy);
  } finally {
    await context.close();
  }
}

/** Nothing is wider than the window: at 320 px nobody has to scroll sideways to read. */
export async function noHorizontalScroll(page: Page): Promise<void> {
  const { window, content, widest } = await page.evaluate(() => {
    const window = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > window + 1);
    const widest = wide.slice(0, 5).map((e) => e.outerHTML.slice(0, 120));
    return { window, content: document.documentElement.scrollWidth, widest };
  });
  expect(content, `width of ${page.url()}; too wide: ${widest.join("\n")}`).toBeLessThanOrEqual(window);
}

/** Keeps a picture of the whole page in `test-results/shots`, one for each kind of screen. */
export async function shot(page: Page, name: string): Promise<void> {
  const path = `test-results/shots/${name}-${test.info().project.name}.png`;
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
}
