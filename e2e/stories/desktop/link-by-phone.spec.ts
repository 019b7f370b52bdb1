import { customerOn } from "../../fixtures/customer.ts";
import { expect, test } from "../../fixtures/test.ts";

test("begun on the desktop, agreed to on the phone: linked once she has signed in there and said that it is hers", async ({
  page,
  customer,
  wallet,
  storefront,
}) => {
  await customer.signIn("Mio");
  await page.getByRole("button", { name: "Link with your phone" }).click();

  const phone = wallet.page;
  await phone.context().addCookies([{ name: "language", value: "en", url: storefront.url }]);
  await wallet.scan(page);
  await wallet.link();
  // Nobody is signed in on the phone: nothing is linked yet.
  const onPhone = customerOn(phone);
  await expect(onPhone.account).toHaveAttribute("data-status", "signed_out");
  await expect(customer.account).not.toHaveAttribute("data-status", "linked");

  await phone.getByRole("button", { name: "Sign in as Mio" }).click();
  await expect(onPhone.account).toHaveAttribute("data-status", "confirm");
  await phone.locator("[data-slot=confirm-button]").click();
  await expect(onPhone.account).toHaveAttribute("data-status", "linked");
  await expect(customer.account).toHaveAttribute("data-status", "linked", { timeout: 15_000 });
});

test("who gets somebody else's code and signs in as herself links nothing", async ({
  page,
  customer,
  wallet,
  storefront,
}) => {
  await customer.signIn("Ren");
  await page.getByRole("button", { name: "Link with your phone" }).click();
  const phone = wallet.page;
  await phone.context().addCookies([{ name: "language", value: "en", url: storefront.url }]);
  const victim = customerOn(phone, storefront.url);
  await victim.signIn("Aoi");
  await wallet.scan(page);
  await wallet.link();
  await expect(phone.getByRole("heading", { name: "You are signed in as somebody else" })).toBeVisible();
  await expect(victim.account).not.toHaveAttribute("data-status", "linked");
  await expect(customer.account).not.toHaveAttribute("data-status", "linked");
});
