import { accounts, completed, createScriptedShop, ended, serverStart, views } from "@kaikei/react/testing";
import type { AccountLinkOutcome, PaymentView } from "@kaikei/server/contract";
import type { Knobs } from "./knobs.ts";
import { type SceneName, sceneOf } from "./scenes.ts";

/** How a payment goes on when the page does nothing. */
export type Sequel = Exclude<Knobs["sequel"], "nothing">;

/** A scene whose shop answers: in it she may pay, cancel, try again, link and unlink. */
export interface OpenScene {
  fetch: typeof globalThis.fetch;
  basePath: string;
  /** The payment that was started before, for who follows one. */
  payment: { id: string; token: string };
  /** How her attempt to link came back; undefined when there was none. */
  outcome: AccountLinkOutcome | undefined;
  /** What she taps first, by `data-slot`. */
  taps: readonly string[];
  /** What happens out of the page's sight; the next look shows it. */
  happens(sequel: Sequel): void;
}

// As long as PayPay's addresses are, so that the code is as dense as a real one.
const code = { kind: "scan_qr", url: "https://qr.example/28180104Bd3f9a61c07e54bc", deepLink: null } as const;

/** Opens a scene anew: another shop, which nobody has asked anything yet. `begin`: the tap before all others. */
export function openScene(name: SceneName, device: PaymentView["device"], begin?: string): OpenScene {
  const scene = sceneOf(name);
  const begun = begin !== undefined && !scene.ready;
  const shop = createScriptedShop();
  const bornAt = Date.now();
  const over = scene.payment && !name.startsWith("payable") ? { device } : { device, nextAction: code };
  shop.view = (scene.payment ?? views.payable)(over);
  shop.account = (scene.account ?? (begun ? accounts.linked : accounts.notLinked))();
  let { first, firstAccount } = scene;
  let asked = 0;
  let started = 0;

  const answerAccount: typeof globalThis.fetch = async (input, init) => {
    const answer = firstAccount;
    firstAccount = undefined;
    if (answer) return answer();
    if (scene.unanswered && init?.method !== undefined) return new Promise(() => undefined);
    return String(input).endsWith("/link") && !scene.taps ? comesBackLinked() : shop.fetch(input, init);
  };

  const answerPayment: typeof globalThis.fetch = async (input, init) => {
    const answer = first;
    first = undefined;
    if (answer) return answer();
    asked += 1;
    if (scene.offline && asked > 1) throw new TypeError("The gallery's line is cut.");
    const now = serverStart + Date.now() - bornAt;
    const { status, expiresAt } = shop.view;
    // Its time has run out while somebody looked at it.
    if (status === "pending" && expiresAt !== null && expiresAt > serverStart && expiresAt <= now) {
      shop.view = ended(shop.view, "expired");
    }
    if (init?.method === "POST") {
      started += 1;
      if (started > 1) shop.view = views.payable({ device, nextAction: code, expiresAt: now + 300_000 });
    }
    return shop.fetch(input, init);
  };

  return {
    fetch: (input, init) =>
      String(input).includes("/account") ? answerAccount(input, init) : answerPayment(input, init),
    basePath: shop.basePath,
    payment: { id: shop.view.id, token: "tok" },
    outcome: scene.outcome,
    taps: [...(begun ? [begin] : []), ...(scene.taps ?? [])],
    happens: (sequel) => {
      if (shop.view.status !== "pending") return;
      shop.view = sequel === "completed" ? completed(shop.view) : ended(shop.view, sequel);
    },
  };
}

/** She goes to the wallet's page and agrees; here that page is this one, at the end. */
function comesBackLinked(): Response {
  const url = new URL(location.href);
  url.searchParams.set("state", "linked");
  url.searchParams.set("kaikei_account", "linked");
  const now = Date.now();
  return Response.json({ url: url.href, attempt: "att_1", expiresAt: now + 600_000, serverTime: now });
}
