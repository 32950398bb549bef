/** Opens the map. Loaded after the page, so that the list is there first. */

import { Map as Globe, setWorkerUrl } from "maplibre-gl";
// The bundler does not find the worker of MapLibre 6 by itself.
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";

import { addIcons } from "./icons.ts";
import { DARK, LIGHT, styleOf } from "./style.ts";

export interface Opened {
  globe: Globe;
  /** change between the light and the dark scheme; the style is loaded anew */
  dress: (dark: boolean) => void;
}

export function openMap(container: HTMLElement, dark: boolean): Opened {
  setWorkerUrl(workerUrl);
  const globe = new Globe({
    container,
    style: styleOf(dark ? DARK : LIGHT),
    center: [20, 25],
    zoom: 1.3,
    minZoom: 0.5,
    maxZoom: 12,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    renderWorldCopies: true,
  });
  globe.touchZoomRotate.disableRotation();
  globe.keyboard.disableRotation();
  globe.getCanvas().setAttribute("aria-label", "Map of the events; the list of events holds the same");
  globe.on("style.load", () => addIcons(globe));
  return { globe, dress: (isDark) => globe.setStyle(styleOf(isDark ? DARK : LIGHT)) };
}
