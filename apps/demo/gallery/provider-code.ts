import { type Knobs, variableNames } from "./knobs.ts";

/** The provider that these knobs stand for, as one would write it; null when all is as usual. */
export function providerCode({ theme, locale, variables }: Knobs): string | null {
  const turned = variableNames.flatMap((name) => {
    const value = variables[name];
    return value === undefined ? [] : [`${name}: "${value}"`];
  });
  const props = [
    ...(locale === "page" ? [] : [`locale="${locale}"`]),
    ...(theme === "page" ? [] : [`theme="${theme}"`]),
    ...(turned.length === 0 ? [] : [`appearance={{ variables: { ${turned.join(", ")} } }}`]),
  ];
  if (props.length === 0) return null;
  const open = `<KaikeiProvider ${props.join(" ")}>`;
  const lines = open.length <= 80 ? open : `<KaikeiProvider\n${props.map((prop) => `  ${prop}\n`).join("")}>`;
  return `import { KaikeiProvider } from "@kaikei/react";\n\n${lines}\n  …\n</KaikeiProvider>\n`;
}
