import Link from "next/link";
import { readWords } from "../messages/read-words.ts";
import { readTheme } from "../preferences/theme.ts";
import { countPieces } from "../shop/cart.ts";
import { visitorCart } from "../shop/visitor-cart.ts";
import { BagIcon, PersonIcon, ReceiptIcon, ShopMark } from "./icons.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { NavLink } from "./nav-link.tsx";
import styles from "./site-header.module.css";
import { ThemeSwitch } from "./theme-switch.tsx";

export async function SiteHeader() {
  const { language, words } = await readWords();
  const theme = await readTheme();
  const count = countPieces((await visitorCart()).lines);
  return (
    <header className={styles.header}>
      <div className={styles.row}>
        <Link href="/" prefetch={false} className={styles.name} lang="en">
          <ShopMark />
          {words("shopName")}
        </Link>
        <div className={styles.settings}>
          <LanguageSwitch language={language} label={words("switchLanguage")} />
          <ThemeSwitch theme={theme} toDark={words("switchToDark")} toLight={words("switchToLight")} />
        </div>
        <nav className={styles.nav} aria-label={words("navMain")}>
          <NavLink href="/account" prefetch={false} className={styles.link}>
            <PersonIcon />
            <span className={styles.linkText}>{words("navAccount")}</span>
          </NavLink>
          <NavLink href="/orders" prefetch={false} className={styles.link}>
            <ReceiptIcon />
            <span className={styles.linkText}>{words("navOrders")}</span>
          </NavLink>
          <NavLink href="/cart" prefetch={false} className={styles.link} data-slot="cart-link">
            <BagIcon />
            <span className={styles.linkText}>{words("navCart")}</span>
            {count > 0 && (
              <span className={styles.count} data-slot="cart-count" aria-hidden="true">
                {count}
              </span>
            )}
          </NavLink>
        </nav>
        <p className="visually-hidden" aria-live="polite" data-slot="cart-announcement">
          {count > 0 ? words("cartCount", { count }) : ""}
        </p>
      </div>
    </header>
  );
}
