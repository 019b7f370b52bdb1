import { PaymentStatus, PayPayQr } from "@kaikei/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@kaikei/react/styles.css";

const order = location.pathname.split("/").at(-1) ?? "";
const root = document.getElementById("root");
if (root === null) throw new Error("The page has no #root.");

createRoot(root).render(
  <StrictMode>
    <PayPayQr order={order}>
      <PaymentStatus />
    </PayPayQr>
  </StrictMode>,
);
