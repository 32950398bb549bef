import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

import { baseMap } from "./base-map.ts";
import { licences } from "./licences.ts";

// The page is built into the Python package; `dateline serve` gives it out from there.
export default defineConfig({
  plugins: [svelte(), baseMap(), licences()],
  base: "/",
  logLevel: "warn",
  build: {
    outDir: "../src/dateline/page",
    emptyOutDir: true,
    target: "es2022",
    // A data: address in a style sheet would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The map is 1.1 MB of script and 1.3 MB of coast lines; both come from this machine.
    chunkSizeWarningLimit: 3000,
    rolldownOptions: { checks: { bundlerTimings: false, pluginTimings: false } },
  },
  worker: { format: "es" },
  server: { proxy: { "/api": "http://127.0.0.1:8765" } },
  test: { include: ["src/**/*.test.ts"] },
});
