import "@fontsource-variable/newsreader/wght.css";
import "@fontsource-variable/newsreader/wght-italic.css";
import "@fontsource-variable/source-sans-3/wght.css";
import "maplibre-gl/dist/maplibre-gl.css";
import "./page.css";

import { mount } from "svelte";

import App from "./App.svelte";

mount(App, { target: document.getElementById("page") as HTMLElement });
