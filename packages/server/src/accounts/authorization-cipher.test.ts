import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KaikeiError } from "../errors.ts";
import { createAuthorizationCipher } from "./authorization-cipher.ts";

const secret = "a-secret-for-tests-of-32-characters-or-more";
const another = "another-secret-of-at-least-32-characters!!!";
const cipher = createAuthorizationCipher([secret]);
const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 });

describe("what an account is charged with", () => {
  it("opens in the place that it was sealed for, and in no other", () => {
    fc.assert(
      fc.property(text, text, text, (authorization, place, elsewhere) => {
        const sealed = cipher.seal(authorization, place);
        expect(cipher.open(sealed, place)).toBe(authorization);
        if (place !== elsewhere) expect(cipher.open(sealed, elsewhere)).toBeNull();
      }),
    );
  });

  it("is not readable in what is stored, and is sealed anew each time", () => {
    fc.assert(
      fc.property(fc.uuid(), (authorization) => {
        const [sealed, again] = [cipher.seal(authorization, "lnk_1"), cipher.seal(authorization, "lnk_1")];
        expect(sealed).not.toBe(again);
        const stored = sealed + cipher.hash(authorization);
        for (const written of [stored, Buffer.from(stored, "base64url").toString("latin1")]) {
          expect(written).not.toContain(authorization);
        }
      }),
    );
  });

  it("does not open when a single bit of it was changed", () => {
    const sealed = cipher.seal("4f3c7c5e-7d5c-4b5c-9a53-0d0a5ad1a6b1", "lnk_1");
    const head = sealed.lastIndexOf(".") + 1;
    const bytes = Buffer.from(sealed.slice(head), "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(cipher.open(sealed.slice(0, head) + changed.toString("base64url"), "lnk_1")).toBeNull();
    }
  });

  it("is never taken from anything that was not sealed, whatever it is", () => {
    const keyId = cipher.seal("x", "lnk_1").split(".")[1];
    const made = fc.oneof(
      fc.string(),
      fc.base64String().map((tail) => `v1.${keyId}.${tail}`),
    );
    fc.assert(
      fc.property(made, (sealed) => {
        expect(cipher.open(sealed, "lnk_1")).toBeNull();
      }),
    );
  });

  it("still opens after the secret was replaced, and is found by its former hash", () => {
    fc.assert(
      fc.property(fc.uuid(), (authorization) => {
        const rotated = createAuthorizationCipher([another, secret]);
        const before = cipher.seal(authorization, "lnk_1");
        expect(rotated.open(before, "lnk_1")).toBe(authorization);
        expect(before.startsWith(rotated.prefix)).toBe(false);
        expect(rotated.hashes(authorization)).toContain(cipher.hash(authorization));
        const after = rotated.seal(authorization, "lnk_1");
        expect(after.startsWith(rotated.prefix)).toBe(true);
        expect(createAuthorizationCipher([another]).open(after, "lnk_1")).toBe(authorization);
        expect(rotated.hash(authorization)).toBe(createAuthorizationCipher([another]).hash(authorization));
      }),
    );
  });

  it("that was sealed with a secret which is gone says which variable to mend, and nothing of itself", () => {
    const sealed = cipher.seal("4f3c7c5e", "lnk_1");
    expect(() => createAuthorizationCipher([another]).open(sealed, "lnk_1")).toThrow(KaikeiError);
    expect(() => createAuthorizationCipher([another]).open(sealed, "lnk_1")).toThrow(/^KAIKEI_SECRET/);
  });

  it("has hashes that say nothing without the secret: equal values, equal hashes under one secret only", () => {
    fc.assert(
      fc.property(text, text, (one, two) => {
        expect(cipher.hash(one) === cipher.hash(two)).toBe(one === two);
        expect(createAuthorizationCipher([another]).hash(one)).not.toBe(cipher.hash(one));
      }),
    );
  });
});
