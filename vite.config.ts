// Builds the three scripts of the app under fixed names: the server adds what tells versions apart.
import { existsSync } from "node:fs";
import { defineConfig } from "vitest/config";

const entries = {
  page: "frontend/src/page/main.ts",
  session: "frontend/src/session/main.ts",
  screen: "frontend/src/screen/main.ts",
  push: "frontend/src/push/main.ts",
  knocks: "frontend/src/page/knocks.ts",
  selftest: "frontend/src/page/selftest.ts",
  hearing: "frontend/src/hearing/worklet.ts",
  "pose-worker": "frontend/src/camera/pose-worker.ts",
  camera: "frontend/src/page/camera.ts",
  sitting: "frontend/src/page/sitting.ts",
  slump: "frontend/src/page/slump.ts",
  replay: "frontend/src/page/replay.ts",
  "core-worker": "frontend/src/core-worker/worker.ts",
  day: "frontend/src/offline/day.ts",
  sw: "frontend/src/offline/sw.ts",
};

export default defineConfig({
  publicDir: false,
  // Paths beside the script itself, so it runs below any address.
  base: "./",
  build: {
    outDir: "src/backfour/web/static/backfour/app",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(path))),
      // Python in the browser is served by us as it is, never bundled.
      external: [/pyodide/],
      output: {
        format: "es",
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
  test: {
    include: ["frontend/**/*.test.ts"],
    environment: "happy-dom",
    passWithNoTests: true,
  },
});
