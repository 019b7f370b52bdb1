import Link from "next/link";
import styles from "./specimen-nav.module.css";
import { groups, specimens } from "./specimens.ts";
import type { GalleryWords } from "./words.ts";

/** The way to every specimen. */
export function SpecimenNav({ current, words }: { current: string; words: GalleryWords }) {
  return (
    <nav className={styles.nav} aria-label={words.nav}>
      {groups.map((group) => (
        <div key={group}>
          <p>{words[`group.${group}`]}</p>
          <ul>
            {specimens
              .filter((specimen) => specimen.group === group)
              .map(({ name, shows }) => (
                <li key={name}>
                  <Link
                    href={`/gallery/${name}`}
                    prefetch={false}
                    aria-current={name === current ? "page" : undefined}
                  >
                    {shows}
                  </Link>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
