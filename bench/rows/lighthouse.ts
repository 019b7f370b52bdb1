import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "@kaikei/emulator";
import { launch } from "chrome-launcher";
import lighthouseOf, { type Result as Report } from "lighthouse";
import { freePort } from "../../e2e/fixtures/free-port.ts";
import { createStorefront } from "../../e2e/fixtures/storefront.ts";
import { findChromium } from "../../scripts/chromium.ts";
import { orderWithoutScript } from "../order-without-script.ts";
import type { Result, Row } from "../result.ts";

const runs = 5;

export const lighthouse: Row = {
  name: "lighthouse",
  method: `Lighthouse's phone profile (slow 4G and a CPU slowed down four times, simulated) on the demo's payment page with a code that can be paid, ${runs} loads after one that is not counted (a server's first answer compiles it), the median one by performance; in turns with the demo's page of orders, which has the same layout and nothing of the kit on it. Best practices without HTTPS, which a local server has not.`,
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), "kaikei-lighthouse-"));
    const payPay = await startEmulator({ port: 0 });
    const storefront = createStorefront({
      port: await freePort(),
      databaseFolder: join(folder, "database"),
      emulatorUrl: payPay.url,
    });
    await storefront.start();
    const chromePath = findChromium(process.env);
    const chrome = await launch({
      ...(chromePath !== undefined && { chromePath }),
      chromeFlags: ["--headless=new", "--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
    });
    try {
      const { page, cookie } = await orderWithoutScript(storefront.url);
      const load = async (url: string): Promise<Report> => {
        const options = { port: chrome.port, output: "json", logLevel: "error" } as const;
        const result = await lighthouseOf(url, {
          ...options,
          extraHeaders: { Cookie: cookie },
          onlyCategories: ["performance", "accessibility", "best-practices"],
        });
        if (result === undefined) throw new Error("Lighthouse said nothing.");
        return result.lhr;
      };
      for (const url of [page, `${storefront.url}/orders`]) await load(url);
      const paying: Report[] = [];
      const bare: Report[] = [];
      for (let run = 0; run < runs; run += 1) {
        paying.push(await load(page));
        bare.push(await load(`${storefront.url}/orders`));
      }
      return resultsOf(medianOf(paying), medianOf(bare));
    } finally {
      chrome.kill();
      await storefront.stop();
      await payPay.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function medianOf(reports: readonly Report[]): Report {
  const sorted = reports.toSorted((one, other) => score(one, "performance") - score(other, "performance"));
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) throw new Error("There is no report.");
  return median;
}

function resultsOf(median: Report, bare: Report): Result[] {
  const wanted = { performance: 95, accessibility: 100, "best-practices": 100 };
  const categories = Object.entries(wanted).map(([category, least]) => {
    const reached = score(median, category);
    return {
      what: `Lighthouse on the payment page, phone: ${category.replace("-", " ")}`,
      target: `>= ${least}`,
      measured: [`${reached}`, ...shortcomings(median, category)].join("; "),
      met: reached >= least,
    };
  });
  const shift = median.audits["cumulative-layout-shift"]?.numericValue ?? Number.NaN;
  const largest = median.audits["largest-contentful-paint"]?.displayValue ?? "unknown";
  return [
    ...categories,
    {
      what: "Layout shift on the payment page, phone",
      target: "0",
      measured: `${shift}; largest contentful paint ${largest}`,
      met: shift === 0,
    },
    {
      what: "Lighthouse on the demo's page of orders, without the kit, phone: performance",
      measured: [`${score(bare, "performance")}`, ...shortcomings(bare, "performance")].join("; "),
    },
    {
      what: "Total blocking time, payment page and page of orders",
      measured: `${blocked(median)} and ${blocked(bare)} ms`,
    },
    {
      // https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md
      what: "How fast Lighthouse found this machine; its slowing down by four is made for 1500 to 2000",
      measured: `${speed(median)} and ${speed(bare)}`,
    },
  ];
}

function blocked({ audits }: Report): number {
  return Math.round(audits["total-blocking-time"]?.numericValue ?? Number.NaN);
}

function speed({ environment }: Report): number {
  return Math.round(environment.benchmarkIndex);
}

function score(report: Report, category: string): number {
  return Math.round((report.categories[category]?.score ?? 0) * 100);
}

/** What costs a category its points. */
function shortcomings({ categories, audits }: Report, category: string): string[] {
  const weighed = categories[category]?.auditRefs.filter(({ weight }) => weight > 0) ?? [];
  return weighed.flatMap(({ id }) => {
    const audit = audits[id];
    const isShort = audit !== undefined && audit.score !== null && audit.score < 0.9;
    return isShort ? [`${audit.title} ${audit.displayValue ?? ""}`.trim()] : [];
  });
}
