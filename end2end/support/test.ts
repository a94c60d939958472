// What every test imports instead of Playwright's own `test`: it knows where the server is.

import { test as base } from "@playwright/test";

export { expect } from "@playwright/test";

export const test = base.extend({
  baseURL: async ({}, use) => {
    const url = process.env.WELLHEARD_URL;
    if (!url) {
      throw new Error("WELLHEARD_URL is not set: support/server.ts should have started a server");
    }
    await use(url);
  },
});
