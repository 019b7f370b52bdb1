import { createKaikei } from "@kaikei/server";

document.title = typeof createKaikei;
