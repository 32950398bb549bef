/** The small pictures of the map, drawn here so that nothing has to be fetched. */

import type { Map as Globe } from "maplibre-gl";

import { HOLDER_COLOURS } from "./holders.ts";

const RATIO = 2;
const FAMILIES = ["control", "force", "movement", "pressure", "words", "accord"] as const;

/** Colours of the page as they are in the light or dark scheme of this moment. */
export function inks(): (name: string) => string {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

function draw(px: number, paint: (brush: CanvasRenderingContext2D, size: number) => void): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = px * RATIO;
  const brush = canvas.getContext("2d") as CanvasRenderingContext2D;
  brush.scale(RATIO, RATIO);
  paint(brush, px);
  return brush.getImageData(0, 0, px * RATIO, px * RATIO);
}

function dot(fill: string, halo: string, hollow: boolean): ImageData {
  return draw(16, (brush, size) => {
    const middle = size / 2;
    brush.arc(middle, middle, 6.2, 0, 7);
    brush.fillStyle = halo;
    brush.fill();
    brush.beginPath();
    brush.arc(middle, middle, hollow ? 4 : 5, 0, 7);
    brush.fillStyle = brush.strokeStyle = fill;
    brush.lineWidth = 2;
    if (hollow) brush.stroke();
    else brush.fill();
  });
}

function ring(ink: string): ImageData {
  return draw(26, (brush, size) => {
    brush.arc(size / 2, size / 2, 10, 0, 7);
    brush.strokeStyle = ink;
    brush.lineWidth = 2.5;
    brush.stroke();
  });
}

function square(fill: string, halo: string, contested: boolean): ImageData {
  return draw(22, (brush, size) => {
    const side = 15;
    const at = (size - side) / 2;
    brush.fillStyle = halo;
    brush.fillRect(at - 2, at - 2, side + 4, side + 4);
    brush.fillStyle = fill;
    brush.fillRect(at, at, side, side);
    if (!contested) return;
    brush.beginPath();
    brush.rect(at, at, side, side);
    brush.clip();
    brush.strokeStyle = halo;
    brush.lineWidth = 2.6;
    for (let x = -side; x < side; x += 6) {
      brush.moveTo(at + x, at + side);
      brush.lineTo(at + x + side, at);
    }
    brush.stroke();
  });
}

function head(fill: string, halo: string): ImageData {
  return draw(20, (brush) => {
    brush.moveTo(10, 2.5);
    brush.lineTo(16.5, 17);
    brush.lineTo(10, 13.6);
    brush.lineTo(3.5, 17);
    brush.closePath();
    brush.lineJoin = "round";
    brush.strokeStyle = halo;
    brush.lineWidth = 2.5;
    brush.stroke();
    brush.fillStyle = fill;
    brush.fill();
  });
}

export function addIcons(globe: Globe): void {
  const ink = inks();
  const halo = ink("card");
  const add = (name: string, image: ImageData): void => {
    if (globe.hasImage(name)) globe.removeImage(name);
    globe.addImage(name, image, { pixelRatio: RATIO });
  };
  for (const family of FAMILIES) {
    add(`${family}-solid`, dot(ink(family), halo, false));
    add(`${family}-hollow`, dot(ink(family), halo, true));
  }
  for (const number of [...Array.from({ length: HOLDER_COLOURS }, (_, index) => String(index)), "none"]) {
    add(`hold-${number}`, square(ink(`holder-${number}`), halo, false));
    add(`hold-${number}-contested`, square(ink(`holder-${number}`), halo, true));
  }
  add("ring", ring(ink("ink")));
  add("head", head(ink("movement"), halo));
}
