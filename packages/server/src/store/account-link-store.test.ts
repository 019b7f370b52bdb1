import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { emptyTables, engines, openTestDatabase } from "../testing/database.ts";
import {
  claimDueLinks,
  endActiveLink,
  findCurrentLink,
  hastenLinks,
  insertLink,
  settleLink,
} from "./account-link-store.ts";
import type { DatabaseHandle } from "./database.ts";
import {
  findAttempt,
  finishAttempt,
  forgetAttempts,
  insertAttempt,
  keepPending,
  linkByAttempt,
} from "./link-attempt-store.ts";

const start = new Date("2026-11-21T03:00:00Z");
const after = (ms: number) => new Date(start.getTime() + ms);
const scope = { provider: "paypay", environment: "emulator", merchant: "1" };
const scopes = [{ name: "paypay", environment: "emulator", merchant: "1" }];
const owner = (customer: string) => ({ ...scope, customer });
const account = (name: string) => ({
  seal: (link: string) => `${name} for ${link}`,
  hash: name,
  hashes: [name],
  maskedPhone: "*******1234",
});

describe.each(engines)("linked accounts in %s", (engine) => {
  let handle: DatabaseHandle;
  beforeAll(async () => {
    handle = await openTestDatabase(engine);
  });
  afterAll(() => handle.close());
  beforeEach(() => emptyTables(handle));

  const begin = async (id: string, customer = "mune") => {
    const { db } = handle;
    const expiresAt = after(900_000);
    const hashes = { nonceHash: `nonce of ${id}`, browserHash: `browser of ${id}` };
    await insertAttempt(db, {
      ...owner(customer),
      ...hashes,
      id,
      returnPath: "/",
      most: 99,
      since: start,
      scopes: ["a"],
      now: start,
      expiresAt,
    });
    const attempt = await findAttempt(db, { id });
    if (attempt === null) throw new Error("no attempt");
    return attempt;
  };
  const insert = (id: string, { customer = "mune", name = "wallet", now = start } = {}) =>
    handle.db.transaction((tx) =>
      insertLink(tx, { ...owner(customer), ...account(name), id, scopes: ["a"] }, now),
    );
  const claim = (now: Date, limit = 9) =>
    claimDueLinks(handle.db, { scopes, now, leaseUntil: new Date(now.getTime() + 90_000), limit });

  it("an attempt that fifty want to use at once makes one link", async () => {
    const attempt = await begin("att_1");
    const used = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        linkByAttempt(handle.db, {
          attempt,
          link: { ...account("wallet"), id: `lnk_${at}` },
          now: after(1000),
        }),
      ),
    );
    expect(used.filter((link) => link !== null)).toHaveLength(1);
    expect(await findAttempt(handle.db, { id: "att_1" })).toMatchObject({
      status: "linked",
      pendingCipher: null,
    });
  });

  it("twenty attempts of one customer that come back at once leave her one active link", async () => {
    const attempts = await Promise.all(Array.from({ length: 20 }, (_, at) => begin(`att_${at}`)));
    await Promise.all(
      attempts.map((attempt, at) =>
        linkByAttempt(handle.db, {
          attempt,
          link: { ...account(`wallet ${at}`), id: `lnk_${at}` },
          now: start,
        }),
      ),
    );
    const all = await claim(start, 99);
    expect(all).toHaveLength(20);
    expect(all.filter(({ link }) => link.status === "active")).toHaveLength(1);
    const unlinked = all.filter(({ link }) => link.endedBecause === "unlinked");
    // Each of the others has still to be ended at the provider.
    expect(unlinked.filter(({ cipher }) => cipher !== null)).toHaveLength(19);
  });

  it("an attempt is over when it was used, declined or is too old; to wait for a confirmation is not to be over", async () => {
    const { db } = handle;
    const [one, two, three] = [await begin("att_1"), await begin("att_2"), await begin("att_3")];
    const pending = { pendingCipher: "sealed", maskedPhone: "*1", now: start };
    expect(await keepPending(db, { id: one.id, ...pending })).toBe(true);
    const link = (attempt: typeof one, now: Date) =>
      linkByAttempt(db, { attempt, link: { ...account("wallet"), id: "lnk_1" }, now });
    expect(await link(one, start)).not.toBeNull();
    expect(await keepPending(db, { id: one.id, ...pending })).toBe(false);
    expect(await finishAttempt(db, { id: two.id, status: "declined", now: start })).toBe(true);
    expect(await link(two, start)).toBeNull();
    expect(await link(three, after(900_000))).toBeNull();
    expect(await keepPending(db, { id: three.id, ...pending, now: after(900_000) })).toBe(false);
    await forgetAttempts(db, { expiredBefore: after(900_000) });
    expect(await findAttempt(db, { nonceHash: "nonce of att_3" })).toBeNull();
  });

  it("several processes that take what is due get different links, and each link once", async () => {
    for (let at = 0; at < 5; at += 1) await insert(`lnk_${at}`, { customer: `c${at}` });
    const taken = await Promise.all(Array.from({ length: 5 }, () => claim(start, 2)));
    expect(
      taken
        .flat()
        .map(({ link }) => link.id)
        .sort(),
    ).toEqual(["lnk_0", "lnk_1", "lnk_2", "lnk_3", "lnk_4"]);
    const other = [{ name: "paypay", environment: "production", merchant: "1" }];
    const times = { now: after(3_600_000), leaseUntil: after(3_700_000) };
    expect(await claimDueLinks(handle.db, { scopes: other, ...times, limit: 9 })).toEqual([]);
  });

  it("what a look has brought is not written over what its customer did meanwhile", async () => {
    await insert("lnk_1");
    const [look] = await claim(start);
    if (look === undefined) throw new Error("nothing is due");
    const gone = {
      end: { because: "revoked", at: start },
      sealed: null,
      failures: 0,
      nextLookAt: null,
    } as const;
    await insert("lnk_2", { name: "wallet", now: after(1000) });
    await handle.db.execute("update kaikei.account_links set authorization_cipher = 'sealed anew'");
    expect(await settleLink(handle.db, look, gone)).toBeNull();
    expect(await findCurrentLink(handle.db, owner("mune"))).toMatchObject({
      link: { id: "lnk_1", status: "active" },
    });
    const [again] = await claim(after(1000));
    await endActiveLink(handle.db, owner("mune"), { now: start, leaseUntil: start });
    expect(again && (await settleLink(handle.db, again, gone))).toBeNull();
    expect(await findCurrentLink(handle.db, owner("mune"))).toMatchObject({
      link: { endedBecause: "unlinked" },
    });
  });

  it("a hint during a look is not lost, and however many come, the next look has its time", async () => {
    await insert("lnk_1");
    const [look] = await claim(start);
    if (look === undefined) throw new Error("nothing is due");
    const hint = (ms: number) =>
      hastenLinks(handle.db, { scopes, hashes: ["wallet"] }, { now: after(ms), intervalMs: 60_000 });
    expect(await hint(1000)).toEqual(["lnk_1"]);
    expect(await hint(2000)).toEqual([]);
    await settleLink(handle.db, look, { failures: 0, nextLookAt: after(86_400_000) });
    expect(await claim(after(59_000))).toEqual([]);
    const [next] = await claim(after(60_000));
    expect(next?.link.id).toBe("lnk_1");
    if (next) await settleLink(handle.db, next, { failures: 0, nextLookAt: after(86_400_000) });
    expect(await claim(after(86_300_000))).toEqual([]);
  });
});
