/**
 * world-atlas -> the map's base: land, borders, disputed borders. Made when the page is built.
 *
 * The polygons of Natural Earth take sides (Crimea, Kashmir, the Golan Heights, …), so nothing is
 * drawn from a polygon but the outline of the land. Borders are lines; those in dispute are dashed.
 */
import { createRequire } from "node:module";

import type { MultiLineString, MultiPolygon, Position } from "geojson";
import { merge, mesh } from "topojson-client";
import type { GeometryCollection, MultiPolygon as TopoMultiPolygon, Polygon, Topology } from "topojson-specification";
import type { Plugin } from "vite";

type Country = (Polygon | TopoMultiPolygon) & { properties: { name: string } };
type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;

const MODULE = "virtual:base-map";
const RESOLVED = `\0${MODULE}`;

/** Pairs whose common line is a ceasefire line, a claim, or not agreed; "*" stands for any neighbour. */
const DISPUTED: readonly (readonly [string, string])[] = [
  ["Armenia", "Azerbaijan"],
  ["China", "India"],
  ["Cyprus", "N. Cyprus"],
  ["Egypt", "Sudan"],
  ["Guyana", "Venezuela"],
  ["India", "Pakistan"],
  ["Israel", "Lebanon"],
  ["Israel", "Palestine"],
  ["Israel", "Syria"],
  ["Kosovo", "Serbia"],
  ["North Korea", "South Korea"],
  ["Russia", "Ukraine"],
  ["S. Sudan", "Sudan"],
  ["Siachen Glacier", "*"],
  ["Somalia", "Somaliland"],
  ["W. Sahara", "*"],
];

/** About 100 m: finer than the 1:50,000,000 data itself. */
const DECIMALS = 3;

function isDisputed(one: string, other: string): boolean {
  return DISPUTED.some(([a, b]) =>
    b === "*" ? one === a || other === a : (one === a && other === b) || (one === b && other === a),
  );
}

function round(position: Position): Position {
  return position.map((degrees) => Number(degrees.toFixed(DECIMALS)));
}

function lines(world: World, disputed: boolean): MultiLineString {
  const found = mesh(world, world.objects.countries, (a, b) => {
    const one = (a as Country).properties.name;
    const other = (b as Country).properties.name;
    return a !== b && isDisputed(one, other) === disputed;
  });
  return { type: "MultiLineString", coordinates: found.coordinates.map((line) => line.map(round)) };
}

function land(world: World): MultiPolygon {
  const whole = merge(world, world.objects.countries.geometries as Country[]);
  return {
    type: "MultiPolygon",
    coordinates: whole.coordinates.map((rings) => rings.map((ring) => ring.map(round))),
  };
}

/** Gives the page a module `virtual:base-map` whose default export is `{land, borders, disputed}`. */
export function baseMap(): Plugin {
  return {
    name: "dateline-base-map",
    resolveId: (id) => (id === MODULE ? RESOLVED : undefined),
    load(id) {
      if (id !== RESOLVED) return undefined;
      const world = createRequire(import.meta.url)("world-atlas/countries-50m.json") as World;
      const base = { land: land(world), borders: lines(world, false), disputed: lines(world, true) };
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(base))})`;
    },
  };
}
