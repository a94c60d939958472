import { defineConfig } from "@playwright/test";

// Debian's Chromium: the tests download no browser of their own.
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";

const full = process.env.WELLHEARD_TEST_FULL === "1";
/** Left out of the representative part: the name of a file must hold one of these words to run. */
const only = (...words: string[]) => new RegExp(`(${(full ? [""] : words).join("|")})[a-z]*\\.spec\\.ts$`);
/** Long ways that one kind of browser stands for. */
const long = full ? [] : /(keyboard|workbench)\.spec\.ts$/;

// One server for the whole run; `support/server.ts` starts it and `support/test.ts` knows its address.
export default defineConfig({
  testDir: "tests",
  outputDir: "test-results/run",
  // One for all: what a screen reader is told depends neither on the width nor on script.
  snapshotPathTemplate: "{testDir}/snapshots/{arg}{ext}",
  globalSetup: "./support/server.ts",
  // Walks of twenty pages on a two-core machine, each looked at by axe.
  timeout: 120_000,
  // A machine that is busy takes its time.
  expect: { timeout: 10_000 },
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  reporter: [["list"], ["json", { outputFile: "test-results/report.json" }]],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/London",
    // Recording costs time: only where a test needs a second look.
    trace: "on-first-retry",
    launchOptions: {
      executablePath: chromium,
      args: [
        // Needed where the tests run as root; every page is our own.
        "--no-sandbox",
        "--disable-gpu",
        // Nothing here may talk to anybody but the server under test.
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  // Whoever consults reads on a phone as well as on a desk, and without script as well as with it. Officers' pages are met at
  // a desk with script and on a phone without; the rest of the matrix waits for `--full`.
  projects: [
    { name: "desktop", use: { viewport: { width: 1280, height: 900 } } },
    {
      name: "phone",
      use: { viewport: { width: 320, height: 640 }, hasTouch: true },
      testMatch: only("answering", "outcome", "reading", "resume", "smoke", "team", "types", "young"),
    },
    {
      name: "phone-noscript",
      use: { viewport: { width: 320, height: 640 }, hasTouch: true, javaScriptEnabled: false },
      testIgnore: long,
    },
    {
      name: "desktop-noscript",
      use: { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
      testMatch: only("answering", "smoke"),
    },
  ],
});
