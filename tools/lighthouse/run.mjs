// Asks Lighthouse about pages of the running app and prints one JSON line for each.
//
//   node tools/lighthouse/run.mjs [--runs 5] [--only performance,accessibility]
//                                 [--cookie "name=value"] URL...
//
// The desktop preset; with several runs, the median of each score (0 to 100).
import { existsSync } from "node:fs";
import process from "node:process";
import { parseArgs } from "node:util";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";
import puppeteer from "puppeteer-core";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "1" },
    only: { type: "string", default: "performance,accessibility" },
    cookie: { type: "string" },
  },
});

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function chromium() {
  const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  return process.env.BACKFOUR_CHROMIUM ?? usual.find((path) => existsSync(path));
}

/** The app is opened by a cookie: give it to the browser as the app itself would. */
async function openDoor(url, port) {
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}` });
  for (const pair of values.cookie.split("; ")) {
    const [name, ...value] = pair.split("=");
    await browser.setCookie({ name, value: value.join("="), domain: new URL(url).hostname });
  }
  await browser.disconnect();
}

// Without performance nothing is timed, so nothing needs to be waited for or pictured. The throttling
// stays "simulate": with any other, Lighthouse waits for 5 quiet seconds twice, whatever stands here.
const quick = values.only.split(",").includes("performance")
  ? {}
  : {
      disableFullPageScreenshot: true,
      skipAboutBlank: true,
      disableStorageReset: true,
      pauseAfterFcpMs: 0,
      pauseAfterLoadMs: 0,
      networkQuietThresholdMs: 0,
      cpuQuietThresholdMs: 0,
    };

async function ask(url, port) {
  const answer = await lighthouse(
    url,
    {
      port,
      onlyCategories: values.only.split(","),
      logLevel: "silent",
      output: "json",
      ...quick,
    },
    desktopConfig,
  );
  return answer.lhr;
}

const chrome = await launch({
  chromePath: chromium(),
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"],
});
try {
  if (values.cookie) await openDoor(positionals[0], chrome.port);
  for (const url of positionals) {
    const reports = [];
    for (let run = 0; run < Number(values.runs); run += 1)
      reports.push(await ask(url, chrome.port));
    const scores = Object.fromEntries(
      Object.keys(reports[0].categories).map((name) => [
        name,
        Math.round(100 * median(reports.map((report) => report.categories[name].score ?? 0))),
      ]),
    );
    const failed = Object.values(reports[0].audits)
      .filter((audit) => audit.score === 0 && audit.scoreDisplayMode === "binary")
      .map((audit) => audit.id);
    const told = { url, scores, failed, error: reports[0].runtimeError?.message };
    process.stdout.write(`${JSON.stringify(told)}\n`);
  }
} finally {
  chrome.kill();
}
