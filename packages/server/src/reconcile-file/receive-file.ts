import { createHash } from "node:crypto";
import { describeError } from "../logger.ts";
import type { HearOfFile, PaymentContext } from "../payments/context.ts";
import type { PaymentProvider } from "../provider.ts";
import { claimFile } from "../store/file-store.ts";
import { type Download, type DownloadLimits, download } from "./download.ts";
import { type CheckFileAddress, createFileAddressCheck } from "./file-address.ts";
import { type ReconcileFileReport, reconcileFile } from "./reconcile-file.ts";

/** What becomes of the files that a provider announces. */
export interface ReconciliationFileOptions {
  /**
   * Hosts that files may be fetched from, such as `files.example.com`. The announcement is not signed, so nothing is
   * fetched from anywhere else. Trials with the emulator may fetch from this machine too.
   */
  allowedHosts: readonly string[];
  /** Told what came of a file. What it throws is logged. */
  onReport?: (report: ReconcileFileReport) => void | Promise<void>;
}

/** PayPay announces one or two files a day; what is beyond this is not PayPay. */
const filesPerHour = 6;
/** So many wait their turn in one process; those beyond are dropped, and PayPay can send them again for a week. */
const longestQueue = 6;
/** While the hour's files are used up, or an address is not allowed: asked, and told, no more often than this. */
const quietMs = 10 * 60_000;

const limits = { maxBytes: 32 * 1024 * 1024, deadlineMs: 45_000 };

/**
 * Fetches announced files and compares them with the record, each announcement at most once in all processes, one file
 * at a time, and a few in an hour. A flood of made-up ones costs no more than reading them.
 *
 * @throws KaikeiError `configuration`, naming the host that is none.
 */
export function createFileReceiver(
  ctx: PaymentContext,
  options: ReconciliationFileOptions,
  { fetchFile = download }: { fetchFile?: (url: URL, limits: DownloadLimits) => Promise<Download> } = {},
): HearOfFile {
  const checks = new Map<PaymentProvider, CheckFileAddress>();
  for (const provider of ctx.providers) {
    const trial = provider.environment === "emulator";
    checks.set(provider, createFileAddressCheck(options.allowedHosts, { trial }));
  }
  let queue: Promise<void> = Promise.resolve();
  let waiting = 0;
  let spentUntil = 0;
  let toldAt = Number.NEGATIVE_INFINITY;

  const tellRefused = (address: string) => {
    const now = ctx.clock().getTime();
    if (now - toldAt < quietMs) return;
    toldAt = now;
    ctx.logger.warn(
      { event: "file.not_allowed", host: hostOf(address) },
      "a file was announced at an address that is not in reconciliationFile.allowedHosts, and was not fetched; anybody can make such an announcement up",
    );
  };

  async function receive(provider: PaymentProvider, { id, url }: { id: string; url: URL }): Promise<void> {
    const now = ctx.clock();
    if (now.getTime() < spentUntil) return;
    const claimed = await claimFile(ctx.db, { provider: provider.name, id, perHour: filesPerHour, now });
    if (claimed === "spent") spentUntil = now.getTime() + quietMs;
    if (claimed !== "ours") return;
    const mayBePrivate = provider.environment === "emulator";
    const fetched = await fetchFile(url, { ...limits, mayBePrivate });
    if (fetched.kind === "refused") {
      ctx.logger.warn(
        { event: "file.not_fetched", host: url.hostname, why: fetched.why },
        "an announced file could not be fetched; have it sent again, or give it to reconcileFile",
      );
      return;
    }
    const report = await reconcileFile(ctx, fetched.bytes, provider);
    const { rows, matched, differing } = report;
    const note = { event: "file.compared", rows, matched, differing };
    if (differing === 0) ctx.logger.info(note, "the provider's file agrees with the record");
    else ctx.logger.warn(note, "the provider's file differs from the record");
    await options.onReport?.(report);
  }

  const isFull = () => waiting >= longestQueue || ctx.clock().getTime() < spentUntil;

  async function inTurn(work: () => Promise<void>): Promise<void> {
    if (isFull()) return;
    waiting += 1;
    queue = queue
      .then(work)
      .catch((error: unknown) => {
        ctx.logger.error({ error: describeError(error) }, "an announced file was not compared");
      })
      .finally(() => {
        waiting -= 1;
      });
    await queue;
  }

  return (provider, { notificationId, url: address }) => {
    const url = checks.get(provider)?.(address) ?? null;
    if (url === null) tellRefused(address);
    if (url === null || isFull()) return null;
    const id = createHash("sha256").update(notificationId).digest("hex");
    return () => inTurn(() => receive(provider, { id, url }));
  };
}

/** As far as it is a name at all: it comes from whoever made the announcement. */
function hostOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  return /^[a-z\d.-]{1,253}$/.test(hostname) ? hostname : null;
}
