export {
  type KaikeiFixtures,
  type KaikeiWorkerFixtures,
  kaikeiFixtures,
  type PayPayChoice,
} from "./fixtures.ts";
export { decodeQr, readQr } from "./read-qr.ts";
export { openPhone, type ShopperOnPhone } from "./shopper-on-phone.ts";
export { type Wallet, walletIn } from "./wallet.ts";
