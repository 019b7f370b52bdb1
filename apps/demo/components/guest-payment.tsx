import { PaymentStatus } from "@kaikei/react";
import Link from "next/link";
import { readWords } from "../messages/read-words.ts";

/** The payment that the page's address shows, without a word about the order. */
export async function GuestPayment() {
  const { words } = await readWords();
  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>{words("guestTitle")}</h1>
        <p>{words("guestText")}</p>
      </header>
      <PaymentStatus>
        <Link href="/" className="text-link">
          {words("toShop")}
        </Link>
      </PaymentStatus>
    </div>
  );
}
