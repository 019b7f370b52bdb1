import { measureBundle } from "../../scripts/bundle-size.ts";
import { loadedLater, sizes } from "../../scripts/react-sizes.ts";
import type { Row } from "../result.ts";

/** What a shop's checkout imports of them. */
const others = [
  {
    what: "@stripe/react-stripe-js with @stripe/stripe-js",
    code: `export { Elements, PaymentElement, useElements, useStripe } from "@stripe/react-stripe-js";
           export { loadStripe } from "@stripe/stripe-js";`,
  },
  {
    what: "@paypal/react-paypal-js",
    code: 'export { PayPalButtons, PayPalScriptProvider } from "@paypal/react-paypal-js";',
  },
  {
    what: "@adyen/adyen-web, one QR wallet",
    code: 'export { AdyenCheckout, WeChat } from "@adyen/adyen-web";',
  },
  {
    what: "@uploadthing/react, its button",
    code: 'export { generateUploadButton } from "@uploadthing/react";',
  },
];

export const size: Row = {
  name: "size",
  method:
    "The bundler of Vite (Rolldown), minified, gzip -9, React external: what a page loads before the export can show anything. Stripe's and PayPal's components then load a script from their own servers that draws the form; it is not in these figures.",
  run: async () => {
    const results = [];
    for (const { what, goal, measure } of sizes) {
      const bytes = await measure();
      const judged = goal === null ? {} : { target: `<= ${goal} kB`, met: bytes <= goal * 1000 };
      results.push({ what, ...judged, measured: inKilobytes(bytes) });
    }
    const later = (await loadedLater()).sort((one, other) => one.name.localeCompare(other.name));
    for (const { name, bytes } of later) {
      results.push({ what: `Loaded when needed: ${name}`, measured: inKilobytes(bytes) });
    }
    for (const { what, code } of others) {
      const { first } = await measureBundle({ code, from: "bench" });
      results.push({ what: `For comparison: ${what}`, measured: inKilobytes(first) });
    }
    return results;
  },
};

function inKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
