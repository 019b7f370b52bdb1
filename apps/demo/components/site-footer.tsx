import Link from "next/link";
import { readWords } from "../messages/read-words.ts";
import styles from "./site-footer.module.css";

export async function SiteFooter() {
  const { words } = await readWords();
  return (
    <footer className={styles.footer}>
      <div className={styles.row}>
        <p className={styles.name} lang="en">
          {words("shopName")}
        </p>
        <p>{words("shopTagline")}</p>
        <p className={styles.note}>
          {words("footerDemo")} {words("footerDrawn")}
        </p>
        <p>
          <Link href="/gallery" prefetch={false}>
            {words("footerGallery")}
          </Link>
        </p>
      </div>
    </footer>
  );
}
