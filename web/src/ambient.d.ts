declare module "virtual:base-map" {
  import type { MultiLineString, MultiPolygon } from "geojson";
  const base: { land: MultiPolygon; borders: MultiLineString; disputed: MultiLineString };
  export default base;
}
