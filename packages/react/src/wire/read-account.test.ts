import { expect, test } from "vitest";
import { accountView } from "../testing-kit/views.ts";
import { readAccountLinkStart, readAccountView } from "./read-account.ts";

test("unknown fields pass, an unknown status reads as not linked, what has another type as absent", () => {
  const odd = {
    ...accountView(),
    status: "teleported",
    maskedPhone: 5,
    linkedAt: "today",
    endedBecause: "boredom",
    confirmation: { attempt: 1 },
    mood: "fine",
  };
  expect(readAccountView(odd)).toEqual(accountView());
});

test.each([[null], ["text"], [{}], [{ status: 1 }]])("%j is no account", (body) => {
  expect(readAccountView(body)).toBeNull();
});

test.each([
  [{ url: "https://wallet.example/", attempt: "a", expiresAt: 9, serverTime: 1 }, true],
  [{ url: "JavaScript:alert(1)", attempt: "a", expiresAt: 9, serverTime: 1 }, false],
  [{ url: "data:text/html,x", attempt: "a", expiresAt: 9, serverTime: 1 }, false],
  [{ url: "https://wallet.example/", expiresAt: 9, serverTime: 1 }, false],
  [{ url: "https://wallet.example/", attempt: "a", expiresAt: 9 }, false],
])("%j leads somewhere: %s", (body, leads) => {
  expect(readAccountLinkStart(body)).toEqual(leads ? body : null);
});
