/** Puts the licences of all that is built into the page beside it, as `licences.txt`. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Plugin } from "vite";

const BUILT_IN = [
  "@fontsource-variable/newsreader",
  "@fontsource-variable/source-sans-3",
  "maplibre-gl",
  "svelte",
  "topojson-client",
  "world-atlas",
];
const MODULES = join(dirname(fileURLToPath(import.meta.url)), "node_modules");

function licenceOf(name: string): string {
  const file = readdirSync(join(MODULES, name)).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file, so it cannot be given on`);
  return `${name}\n${"=".repeat(name.length)}\n\n${readFileSync(join(MODULES, name, file), "utf8").trim()}\n`;
}

export function licences(): Plugin {
  return {
    name: "dateline-licences",
    apply: "build",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "licences.txt", source: BUILT_IN.map(licenceOf).join("\n\n") });
    },
  };
}
