import type { NextConfig } from "next";

// The driver of the database that is not used is not installed.
const config: NextConfig = { serverExternalPackages: ["@kaikei/server"] };

export default config;
