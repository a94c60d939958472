// Every audience of every kind of consultation, from the first page to the receipt, with nothing but the keyboard.
// `cargo xtask test --full` walks them all; otherwise one stands for the rest.

import { reference } from "../support/answer";
import { answerByKeyboard, pressByKeyboard, startByKeyboard } from "../support/keyboard";
import { axe, noHorizontalScroll } from "../support/page";
import { kinds } from "../support/server";
import { expect, test } from "../support/test";

const full = process.env.WELLHEARD_TEST_FULL === "1";
const audiences = ["parent-carer", "young-person", "school-staff", "health-care", "voluntary"];
const journeys = full
  ? kinds.flatMap((kind) => audiences.map((audience) => ({ slug: `all-${kind}`, audience })))
  : [{ slug: "extra-help-criteria", audience: "school-staff" }];

for (const { slug, audience } of journeys) {
  test(`${audience} answers ${slug} by keyboard alone`, async ({ page }) => {
    test.setTimeout(300_000);
    await startByKeyboard(page, slug, audience);
    await answerByKeyboard(page, async (page) => {
      await expect(page.locator("h1")).toHaveCount(1);
      await noHorizontalScroll(page);
      if (full) {
        await axe(page);
      }
    });
    await axe(page);
    await pressByKeyboard(page, "Send my response");
    await reference(page);
  });
}
