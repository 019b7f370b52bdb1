import Link from "next/link";
import { aboutSpecimen } from "../../gallery/about.ts";
import { groups, specimens, titleOf } from "../../gallery/specimens.ts";
import { galleryWords } from "../../gallery/words.ts";
import { readLanguage } from "../../preferences/language.ts";
import styles from "./gallery.module.css";

export default async function GalleryPage() {
  const language = await readLanguage();
  const words = galleryWords(language);
  return (
    <>
      <header className="page-head">
        <h1>{words.title}</h1>
        <p className={styles.intro}>{words.intro}</p>
      </header>
      {groups.map((group) => (
        <section key={group} className={styles.group} aria-labelledby={group}>
          <h2 id={group}>{words[`group.${group}`]}</h2>
          <ul className={styles.list}>
            {specimens
              .filter((specimen) => specimen.group === group)
              .map((specimen) => (
                <li key={specimen.name}>
                  <Link href={`/gallery/${specimen.name}`} prefetch={false} className={styles.card}>
                    <span className={styles.name} lang="en">{`<${titleOf(specimen)}>`}</span>
                    <span>{aboutSpecimen(specimen.name, language)}</span>
                    <span className={styles.count}>
                      {words.count.replace("{count}", String(specimen.states.length))}
                    </span>
                  </Link>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}
