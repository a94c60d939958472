// Signs in on the officers' side, with the demo's own accounts (server/src/demo/accounts.rs).

import { expect, type Page } from "@playwright/test";

/** Everybody's password in the demo. */
const password = "harbour-lantern-otter-42";

/** Who may do what: an officer codes, a lead also finds, an approver also decides, an admin does everything. */
export type Role = "officer" | "lead" | "approver" | "admin";

/** Signs in and ends on the page at `path`. */
export async function signIn(page: Page, role: Role = "officer", path = "/officer"): Promise<void> {
  await page.goto(`/officer/sign-in?next=${encodeURIComponent(path)}`);
  await page.getByLabel("Email").fill(`${role}@eastmarch.example`);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`**${path}`);
  await expect(page.locator("h1")).toHaveCount(1);
}
