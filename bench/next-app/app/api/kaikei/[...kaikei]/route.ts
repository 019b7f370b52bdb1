import { routes } from "@kaikei/server/next";
import { kaikei } from "../../../../lib/kaikei.ts";

export const { GET, POST, DELETE } = routes(kaikei);
