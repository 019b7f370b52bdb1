import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { en } from "../messages/en.ts";
import { createLazyLanguages } from "../messages/lazy-languages.ts";
import { en as paymentEn } from "../messages/payment/en.ts";
import { PayPayButton } from "../tags/paypay-button.tsx";
import { pass, renderShop } from "../testing/render-shop.tsx";
import { answerLater } from "../testing-kit/answers.ts";
import { createScriptedShop } from "../testing-kit/create-scripted-shop.ts";
import { accountView } from "../testing-kit/views.ts";

// As a browser has them: those of an account are loaded apart, when they are needed.
const network = vi.hoisted(() => ({ accountWords: vi.fn() }));
vi.mock("#languages", async () => {
  const words = async () => paymentEn;
  const imports = { ja: words, en: words, "zh-Hans": words, "zh-Hant": words, ko: words };
  return { paymentLanguages: createLazyLanguages(imports) };
});
vi.mock("#account-languages", async () => {
  const words = () => network.accountWords();
  const imports = { ja: words, en: words, "zh-Hans": words, "zh-Hant": words, ko: words };
  return { accountLanguages: createLazyLanguages(imports) };
});

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const buttons = () => screen.queryAllByRole("button").map(({ textContent }) => textContent);

test("on the card of a payment the question waits for its words, and the way to pay does not", async () => {
  let arrive: (words: typeof en) => void = () => undefined;
  network.accountWords.mockReturnValue(new Promise((resolve) => (arrive = resolve)));
  const shop = createScriptedShop();
  const tag = <PayPayButton order="order-1" />;
  const settings = { basePath: shop.basePath, locale: "en" };
  renderShop(shop, tag, settings);
  await pass(0);
  expect(network.accountWords).not.toHaveBeenCalled();

  cleanup();
  const asked = createScriptedShop();
  asked.account = accountView({ confirmation: { attempt: "att_9", maskedPhone: "*******9876" } });
  renderShop(asked, tag, { ...settings, basePath: asked.basePath });
  await pass(0);
  expect(buttons()).toEqual(["Pay with PayPay"]);
  expect(screen.getAllByRole("heading").map(({ textContent }) => textContent)).toEqual(["Pay with PayPay"]);
  await act(async () => arrive(en));
  await pass(0);
  expect(buttons()).toEqual(["Pay with PayPay", "Link this account", "That is not mine"]);
  expect(screen.getByRole("status").textContent).toBe("Link this PayPay account?");

  asked.next.push(() => answerLater().promise);
  fireEvent.click(screen.getByRole("button", { name: "Link this account" }));
  expect(screen.getAllByRole("heading")[0]?.textContent).toBe("Linking your account");
});

test("words that do not come leave the question out, rather than asking it in names of phrases", async () => {
  network.accountWords.mockReturnValue(new Promise(() => undefined));
  const shop = createScriptedShop();
  shop.account = accountView({ confirmation: { attempt: "att_9", maskedPhone: "*******9876" } });
  renderShop(shop, <PayPayButton order="order-1" />, { basePath: shop.basePath, locale: "ko" });
  await pass(30_000);
  expect(buttons()).toEqual(["Pay with PayPay"]);
});
