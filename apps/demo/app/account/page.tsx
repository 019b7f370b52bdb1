import { LinkAccountButton } from "@kaikei/react";
import type { Metadata } from "next";
import Link from "next/link";
import { SignIn } from "../../components/sign-in.tsx";
import { SubmitButton } from "../../components/submit-button.tsx";
import { readWords } from "../../messages/read-words.ts";
import { readCustomer } from "../../shop/session.ts";
import { signOut } from "../../shop/special-actions.ts";
import styles from "./account.module.css";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).words("accountTitle") };
}

/** Who is signed in, and the PayPay account that she has linked. */
export default async function AccountPage() {
  const [{ words }, customer] = await Promise.all([readWords(), readCustomer()]);
  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>{customer === null ? words("signInTitle") : words(`customer.${customer}`)}</h1>
        <p>{words(customer === null ? "signInText" : "accountText")}</p>
      </header>
      {/* Also for somebody who is signed out: she may come back from PayPay to a browser that does not know her. */}
      <LinkAccountButton>
        <SignIn words={words} />
      </LinkAccountButton>
      {customer !== null && (
        <div className={styles.ways}>
          <Link href="/box" className="text-link" prefetch={false}>
            {words("cake-box")}
          </Link>
          <Link href="/orders" className="text-link" prefetch={false}>
            {words("ordersTitle")}
          </Link>
          <form action={signOut}>
            <SubmitButton className="button" data-tone="quiet">
              {words("signOut")}
            </SubmitButton>
          </form>
        </div>
      )}
    </div>
  );
}
