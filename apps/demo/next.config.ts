import type { NextConfig } from "next";

const securityHeaders = [
  // An order's return address carries a capability: it must not travel on in a Referer.
  { key: "Referrer-Policy", value: "no-referrer" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

const config: NextConfig = {
  poweredByHeader: false,
  agentRules: false,
  devIndicators: false,
  // Reads its WebAssembly from its own folder, so it stays there.
  serverExternalPackages: ["@electric-sql/pglite"],
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default config;
