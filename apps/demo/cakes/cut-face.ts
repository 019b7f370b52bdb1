/** The cut side of a slice, seen from a little above: four corners, and everything on it lies between them. */
const corners = {
  tipTop: { x: 34, y: 102 },
  rimTop: { x: 206, y: 84 },
  tipBottom: { x: 39, y: 162 },
  rimBottom: { x: 205, y: 146 },
};

/** A point of the face: `across` from the tip (0) to the rim (1), `down` from the top (0) to the bottom (1). */
export function facePoint(across: number, down: number): { x: number; y: number } {
  const top = between(corners.tipTop, corners.rimTop, across);
  const bottom = between(corners.tipBottom, corners.rimBottom, across);
  return between(top, bottom, down);
}

/** One layer of the face, from one depth to another, as the points of a polygon. */
export function faceLayer(from: number, to: number): string {
  const points = [facePoint(0, from), facePoint(1, from), facePoint(1, to), facePoint(0, to)];
  return points.map(({ x, y }) => `${round(x)},${round(y)}`).join(" ");
}

/** The top of a slice: from its tip to its rounded rim. */
export const sliceTop = "M34 102 L142 58 Q196 54 206 84 Z";

function between(a: { x: number; y: number }, b: { x: number; y: number }, share: number) {
  return { x: round(a.x + (b.x - a.x) * share), y: round(a.y + (b.y - a.y) * share) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
