import { renderSVG } from 'uqr';

/** A QR code as the source of an image. */
export function qrCodeImage(text: string): string {
  return `data:image/svg+xml,${encodeURIComponent(renderSVG(text, { border: 2, ecc: 'M' }))}`;
}
