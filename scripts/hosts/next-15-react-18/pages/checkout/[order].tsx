import { PaymentStatus, PayPayQr } from "@kaikei/react";
import type { GetServerSideProps } from "next";

export const getServerSideProps: GetServerSideProps<{ order: string }> = async ({ params }) => ({
  props: { order: String(params?.order) },
});

export default function Checkout({ order }: { order: string }) {
  return (
    <PayPayQr order={order}>
      <PaymentStatus />
    </PayPayQr>
  );
}
