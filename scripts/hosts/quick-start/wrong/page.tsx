"use client";

import { createKaikei } from "@kaikei/server";

export default function Wrong() {
  return <p>{typeof createKaikei}</p>;
}
