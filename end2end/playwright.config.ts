import { defineConfig } from "@playwright/test";

// Debian's Chromium: the tests download no browser of their own.
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";

const full = process.env.WELLHEARD_TEST_FULL === "1";

// One server for the whole run; `support/server.ts` starts it and `support/test.ts` knows its address.
export default defineConfig({
  testDir: "tests",
  outputDir: "test-results/run",
  // One for all: what a screen reader is told depends neither on the width nor on script.
  snapshotPathTemplate: "{testDir}/snapshots/{arg}{ext}",
  globalSetup: "./support/server.ts",
  // Walks of twenty pages on a two-core machine, each looked at by axe.
  timeout: 120_000,
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
  // Whoever consults reads on a phone as well as on a desk, and without script as well as with it. What officers do at a desk
  // without script waits for the full matrix: the phone without script meets the same pages where there is less room.
  projects: [
    { name: "desktop", use: { viewport: { width: 1280, height: 900 } } },
    { name: "phone", use: { viewport: { width: 320, height: 640 }, hasTouch: true } },
    { name: "phone-noscript", use: { viewport: { width: 320, height: 640 }, hasTouch: true, javaScriptEnabled: false } },
    {
      name: "desktop-noscript",
      use: { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
      testMatch: full ? /\.spec\.ts$/ : /(answering|matrix|outcome|reading|resume|smoke|team|types|young)\.spec\.ts$/,
    },
  ],
});
