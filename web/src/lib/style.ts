/** The map's style: land, borders, and the layers of what happened. No tiles, no glyphs, no sprite. */

import type { ExpressionSpecification, LayerSpecification, LineLayerSpecification, StyleSpecification } from "maplibre-gl";
import base from "virtual:base-map";

const NOTHING = { type: "FeatureCollection" as const, features: [] };
const NAMES_FONT = ["Newsreader Variable"];

export interface Ground {
  water: string;
  land: string;
  shore: string;
  border: string;
  ink: string;
  halo: string;
  movement: string;
  disc: string;
}

export const LIGHT: Ground = {
  water: "#dce5e8", land: "#f7f2e6", shore: "#a9b3b3", border: "#b3a88f", ink: "#1c1a16", halo: "#fbf8f0",
  movement: "#1d5f9e", disc: "#8a6d3b",
};
export const DARK: Ground = {
  water: "#101318", land: "#22252b", shore: "#454c55", border: "#5b5f66", ink: "#ece7db", halo: "#15161a",
  movement: "#82b8f2", disc: "#d6b877",
};

function groundLayers(ground: Ground): LayerSpecification[] {
  return [
    { id: "water", type: "background", paint: { "background-color": ground.water } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": ground.land } },
    { id: "shore", type: "line", source: "land", paint: { "line-color": ground.shore, "line-width": 1 } },
    { id: "borders", type: "line", source: "borders", paint: { "line-color": ground.border, "line-width": 1.1 } },
    {
      id: "disputed", type: "line", source: "disputed",
      paint: { "line-color": ground.border, "line-width": 1.1, "line-dasharray": [3, 3] },
    },
  ];
}

function markLayers(ground: Ground): LayerSpecification[] {
  const sure: ExpressionSpecification = ["==", ["get", "sure"], 1];
  const strength: ExpressionSpecification = ["get", "strength"];
  const arrow: LineLayerSpecification["paint"] = {
    "line-color": ground.movement, "line-width": 2.2, "line-opacity": strength,
  };
  return [
    { id: "discs", type: "fill", source: "discs", paint: { "fill-color": ground.disc, "fill-opacity": 0.08 } },
    {
      id: "disc-edges", type: "line", source: "discs",
      paint: { "line-color": ground.disc, "line-opacity": 0.35, "line-width": 1 },
    },
    { id: "arrows", type: "line", source: "arrows", filter: sure, layout: { "line-cap": "round" }, paint: arrow },
    {
      id: "arrows-unsure", type: "line", source: "arrows", filter: ["!", sure],
      paint: { ...arrow, "line-dasharray": [2.5, 2] },
    },
    {
      id: "heads", type: "symbol", source: "heads",
      layout: {
        "icon-image": "head", "icon-rotate": ["get", "bearing"], "icon-rotation-alignment": "map",
        "icon-allow-overlap": true, "icon-ignore-placement": true, "symbol-sort-key": strength,
      },
      paint: { "icon-opacity": strength },
    },
    {
      id: "dots", type: "symbol", source: "dots",
      layout: {
        "icon-image": ["get", "icon"], "icon-offset": ["get", "offset"], "icon-size": ["get", "size"], "symbol-sort-key": ["get", "now"],
        "icon-allow-overlap": true, "icon-ignore-placement": true,
      },
      paint: { "icon-opacity": ["case", ["==", ["get", "now"], 1], 1, 0.5] },
    },
    {
      id: "holds", type: "symbol", source: "holds",
      layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-ignore-placement": true },
    },
    {
      id: "chosen", type: "symbol", source: "dots", filter: ["==", ["get", "id"], ""],
      layout: {
        "icon-image": "ring", "icon-offset": ["get", "offset"], "icon-size": ["get", "size"], "icon-allow-overlap": true, "icon-ignore-placement": true,
      },
    },
    {
      id: "names", type: "symbol", source: "names",
      layout: {
        "text-field": ["get", "name"], "text-font": NAMES_FONT, "text-size": 15,
        "text-variable-anchor": ["top", "bottom", "right", "left"], "text-radial-offset": 0.9,
        "symbol-sort-key": ["get", "rank"], "text-padding": 3,
      },
      paint: { "text-color": ground.ink, "text-halo-color": ground.halo, "text-halo-width": 1.6 },
    },
  ];
}

export function styleOf(ground: Ground): StyleSpecification {
  const empty = { type: "geojson" as const, data: NOTHING };
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: base.land },
      borders: { type: "geojson", data: base.borders },
      disputed: { type: "geojson", data: base.disputed },
      discs: empty,
      arrows: empty,
      heads: empty,
      holds: empty,
      dots: empty,
      names: empty,
    },
    layers: [...groundLayers(ground), ...markLayers(ground)],
  };
}
