import { QRCodeSVG } from "qrcode.react";

/** A code with its quiet zone, black on white whatever the theme. */
export function QrImage({ url, label }: { url: string; label: string }) {
  return (
    <QRCodeSVG
      value={url}
      level="M"
      marginSize={4}
      size={240}
      bgColor="#ffffff"
      fgColor="#000000"
      aria-label={label}
    />
  );
}
