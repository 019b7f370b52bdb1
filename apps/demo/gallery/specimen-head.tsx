import Link from "next/link";
import type { ReactNode } from "react";
import { aboutSpecimen } from "./about.ts";
import styles from "./specimen-head.module.css";
import { SpecimenNav } from "./specimen-nav.tsx";
import { type Specimen, titleOf } from "./specimens.ts";
import { type GalleryLanguage, galleryWords } from "./words.ts";

/** The frame of a specimen's two pages: the way to all others, what it is, and the way to the other page. */
export function SpecimenHead(props: {
  specimen: Specimen;
  language: GalleryLanguage;
  page: "one" | "all";
  children: ReactNode;
}) {
  const { name } = props.specimen;
  const words = galleryWords(props.language);
  const [href, label] =
    props.page === "one" ? [`/gallery/${name}/all`, words.allStates] : [`/gallery/${name}`, words.oneState];
  return (
    <div className={styles.columns}>
      <div className={styles.side}>
        <Link href="/gallery" prefetch={false} className="text-link">
          {words.title}
        </Link>
        <SpecimenNav current={name} words={words} />
      </div>
      <div className={styles.body}>
        <header className={styles.head}>
          <h1 lang="en">{`<${titleOf(props.specimen)}>`}</h1>
          <p>{aboutSpecimen(name, props.language)}</p>
          <Link href={href} prefetch={false} className="text-link">
            {label}
          </Link>
        </header>
        {props.children}
      </div>
    </div>
  );
}
