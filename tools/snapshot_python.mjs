// Writes down the browser's Python as it is just after starting, with Back Four's core loaded.
//
// A browser that reads this picture is ready in about one second instead of four. The picture holds
// the SHA-256 of the core it was made with; the worker compares it and loads the core anew if it
// differs, so an old picture can never play old rules. Without the file the worker starts the slow way.
//
// Run `node tools/snapshot_python.mjs` after copy_assets.py and build_core_bundle.py.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { loadPyodide } from "pyodide";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(root, "src/backfour/web/static/backfour");
const core = readFileSync(join(folder, "core.zip"));

// Kept the same on every build, so that the same sources give the same picture where Python allows it.
const python = await loadPyodide({ _makeSnapshot: true, env: { PYTHONHASHSEED: "0", HOME: "/" } });
python.FS.writeFile("/backfour-core.zip", core);
python.globals.set("digest", createHash("sha256").update(core).digest("hex"));
python.runPython(`
import sys
sys.path.insert(0, "/backfour-core.zip")
sys.backfour_core = digest
del digest
import backfour.core.session.bridge
`);
writeFileSync(
  join(folder, "pyodide", "start.snapshot"),
  gzipSync(python.makeMemorySnapshot(), { level: 9 }),
);
