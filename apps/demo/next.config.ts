import type { NextConfig } from "next";

const securityHeaders = [
  // Not "no-referrer": under it a browser without JavaScript sends forms with "Origin: null", and Next refuses them.
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

/** The address that the wallet leads back to carries a capability: it must not travel on in a Referer, not even to us. */
const returnHeaders = [{ key: "Referrer-Policy", value: "no-referrer" }];

const config: NextConfig = {
  poweredByHeader: false,
  agentRules: false,
  devIndicators: false,
  // Reads its WebAssembly from its own folder, so it stays there.
  serverExternalPackages: ["@electric-sql/pglite"],
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    { source: "/:path*", has: [{ type: "query", key: "kaikei_token" }], headers: returnHeaders },
  ],
};

export default config;
