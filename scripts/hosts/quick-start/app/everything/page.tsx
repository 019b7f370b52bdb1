import * as react from "@kaikei/react";
import * as server from "@kaikei/server";
import * as contract from "@kaikei/server/contract";
import * as next from "@kaikei/server/next";
import * as paypay from "@kaikei/server/paypay";
import * as pglite from "@kaikei/server/pglite";
import * as postgres from "@kaikei/server/postgres";

/** A server component may import every entry. */
export default function Everything() {
  const entries = { react, server, contract, next, paypay, pglite, postgres };
  return (
    <pre>{JSON.stringify(Object.entries(entries).map(([name, entry]) => [name, Object.keys(entry)]))}</pre>
  );
}
