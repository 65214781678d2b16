// Runs the locked linter for TypeScript. Its packages are locked for Linux; elsewhere we say so.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const name = `@biomejs/cli-${process.platform}-${process.arch}`;
const biome = fileURLToPath(new URL(`../node_modules/${name}/biome`, import.meta.url));

if (existsSync(biome)) {
  const { status } = spawnSync(biome, process.argv.slice(2), { stdio: "inherit" });
  process.exitCode = status ?? 1;
} else {
  process.stdout.write(`Not linted: ${name} is not locked for this project.\n`);
}
