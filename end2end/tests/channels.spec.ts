// Paper with its scan beside the form, typed twice by two people; and a file of another survey tool, taken in by a
// lead: with script and without, at a desk and on a phone.

import { signIn } from "../support/officer";
import { axe, noHorizontalScroll, shot } from "../support/page";
import { expect, test } from "../support/test";

const base = "/officer/consultations/extra-help-criteria";
const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

test("a scanned form is typed beside its scan, typed again by somebody else, and settled by the paper", async ({ page }, info) => {
  // Every form is typed twice: the others run at the same time on the same server, and five may be there already.
  await signIn(page, "lead", `${base}/second-entry`);
  await page.getByText("Change how much is typed twice").click();
  await page.getByLabel("Percentage of paper forms").fill("100");
  await page.getByRole("button", { name: "Save the change" }).click();
  await expect(page.locator("main")).toContainText("Every paper form is typed twice.");

  await page.context().clearCookies();
  await signIn(page, "officer", `${base}/scans`);
  const name = `form ${info.project.name} ${Date.now()}.png`;
  const wrong = { name: `${name}.html`, mimeType: "text/html", buffer: Buffer.from("<p>no picture</p>") };
  await page.getByLabel("Files", { exact: true }).setInputFiles(wrong);
  await page.getByRole("button", { name: "Add the files" }).click();
  await expect(page.locator(".error-summary")).toContainText("is no PDF, PNG, JPEG, TIFF, Word file");
  const scan = { name, mimeType: "image/png", buffer: Buffer.from(png, "base64") };
  await page.getByLabel("Files", { exact: true }).setInputFiles(scan);
  await page.getByRole("button", { name: "Add the files" }).click();
  const card = page.locator(".scans > li").filter({ hasText: name });
  await expect(card).toBeVisible();
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "channels-scans");

  await card.getByRole("link", { name: "A parent or carer" }).click();
  await expect(page.locator(".beside-paper img")).toBeVisible();
  await page.getByLabel("Paper form").check();
  await page.getByLabel("Day", { exact: true }).fill("2");
  await page.getByLabel("Month", { exact: true }).fill("1");
  await page.locator("#P1-why").fill("The rules are claer now.");
  await page.locator("#entry__clause-1").selectOption({ index: 1 });
  await page.locator("#entry__stance-1").check();
  await page.getByRole("button", { name: "Add two more comments" }).click();
  await expect(page.locator("fieldset.entry-comment")).toHaveCount(4);
  await expect(page.locator("#P1-why")).toHaveValue("The rules are claer now.");
  await expect(page.locator(".beside-paper img")).toBeVisible();
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "channels-beside");
  await page.getByRole("button", { name: "Save the form" }).click();
  await expect(page.locator("h1")).toContainText(/Saved as [0-9A-HJKMNP-TV-Z]{8}/);
  const reference = (await page.locator("[data-reference]").getAttribute("data-reference")) ?? "";

  await page.context().clearCookies();
  await signIn(page, "lead", `${base}/second-entry`);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "channels-second-list");
  await page.getByRole("row", { name: reference }).getByRole("link", { name: "Type it again" }).click();
  await expect(page.locator("main")).not.toContainText("claer");
  await page.getByLabel("Day", { exact: true }).fill("2");
  await page.getByLabel("Month", { exact: true }).fill("1");
  await page.locator("#P1-why").fill("The rules are clear now.");
  await page.locator("#entry__clause-1").selectOption({ index: 1 });
  await page.locator("#entry__stance-1").check();
  await page.getByRole("button", { name: "Compare the two" }).click();
  await expect(page.locator("h1")).toHaveText(`${reference}: what differs`);
  await expect(page.locator("main")).toContainText("1 field differs");
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "channels-differences");
  await page.getByLabel("Typed the second time").check();
  await page.getByRole("button", { name: "Save what is on the paper" }).click();
  await expect(page.getByRole("status")).toContainText("Saved.");
  await axe(page);
  await shot(page, "channels-settled");
  await page.goto(`${base}/responses/${reference}`);
  await expect(page.locator("main")).toContainText("The rules are clear now.");
  await expect(page.locator("#scans + ul")).toContainText(name);
  await axe(page);
  await page.goto(base);
  await expect(page.locator("main")).toContainText("Error rate:");
  await axe(page);
  await shot(page, "channels-overview");
});

test("a file of another survey tool is mapped, looked at, taken in, and adds nothing the second time", async ({ page }, info) => {
  const survey = `Families ${info.project.name} ${Date.now()}`;
  const file = {
    // Rows are known by the survey's name and their number: each kind of screen has a survey of its own.
    name: `${survey}(1-2).csv`,
    mimeType: "text/csv",
    buffer: Buffer.from(
      "ID,Start time,Completion time,Email,Name,P1-why,Which help?,How?\n" +
        "1,2026-01-02 09:00:00,2026-01-02 09:10:00,anonymous,,It is fair,Nothing,\n" +
        "2,2026-01-03 09:00:00,2026-01-03 09:10:00,anonymous,,It is late,told,meeting;review;\n",
    ),
  };
  const send = async () => {
    await page.goto(`${base}/import`);
    await page.getByLabel("File", { exact: true }).setInputFiles(file);
    await page.getByRole("button", { name: "Read the file" }).click();
    await expect(page.locator("h1")).toHaveText("What are the columns?");
  };
  await signIn(page, "lead", `${base}/import`);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "channels-import");
  await send();
  await expect(page.locator("main")).toContainText("from Microsoft Forms. 2 rows, 8 columns.");
  await page.getByRole("button", { name: "see what would be stored" }).click();
  await expect(page.locator(".error-summary li")).toHaveCount(3);
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "channels-import-columns");
  await page.locator("#what-6").selectOption("question:P2");
  await page.locator("#what-7").selectOption("question:P2-how");
  await page.getByLabel("Who answered, where no column says?").selectOption("parent-carer");
  await page.getByLabel("Keep this mapping for the next file, under the name").fill(survey);
  await page.getByRole("button", { name: "see what would be stored" }).click();
  await expect(page.locator("h1")).toHaveText("What would be stored");
  await expect(page.locator(".import-problems")).toContainText("Row 1 (line 2), column “Which help?”");
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "channels-import-preview");
  await page.getByLabel("“Nothing” (1 row)").selectOption({ label: "No answer" });
  await page.getByRole("button", { name: "Save what they mean" }).click();
  await page.getByRole("checkbox", { name: "need not be kept" }).check();
  await page.getByRole("button", { name: "Take in 2 responses" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toHaveText("What was taken in");
  await expect(page.locator("main")).toContainText("2 rows added");
  await noHorizontalScroll(page);
  await axe(page);
  await shot(page, "channels-import-report");

  await send();
  await page.getByLabel("Use a mapping that was saved").selectOption(survey);
  await page.getByRole("button", { name: "Use it" }).click();
  await page.getByRole("button", { name: "see what would be stored" }).click();
  await expect(page.locator("main")).toContainText("There is nothing new to take in.");
  await axe(page);
});
