import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Bench } from "../../../gallery/bench.tsx";
import { readCode } from "../../../gallery/read-code.ts";
import { SpecimenHead } from "../../../gallery/specimen-head.tsx";
import { findSpecimen, titleOf } from "../../../gallery/specimens.ts";
import { readLanguage } from "../../../preferences/language.ts";

export async function generateMetadata({ params }: PageProps<"/gallery/[specimen]">): Promise<Metadata> {
  const specimen = findSpecimen((await params).specimen);
  return { title: specimen === undefined ? null : titleOf(specimen) };
}

export default async function SpecimenPage({ params }: PageProps<"/gallery/[specimen]">) {
  const specimen = findSpecimen((await params).specimen);
  if (specimen === undefined) notFound();
  const language = await readLanguage();
  return (
    <SpecimenHead specimen={specimen} language={language} page="one">
      <Bench name={specimen.name} code={await readCode(specimen)} language={language} />
    </SpecimenHead>
  );
}
