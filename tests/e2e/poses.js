// Stands for the pose worker: shows made-up people who change from pose to pose when a test says so.
// The page, its camera, its clock and the core are the real ones; only the network is not.
const POSES = "@POSES@";
const MOVE_MS = 700;
let from = POSES.still;
let to = POSES.still;
let since_ms = 0;
const told = new BroadcastChannel("backfour-pose");
told.onmessage = ({ data }) => {
  from = at(performance.now());
  to = POSES[data];
  since_ms = performance.now();
};
function at(now_ms) {
  if (!from || !to) return to;
  const share = Math.min(1, (now_ms - since_ms) / MOVE_MS);
  return to.map((point, n) => point.map((value, m) => from[n][m] + share * (value - from[n][m])));
}
self.onmessage = ({ data }) => {
  if (data.kind === "load") return self.postMessage({ kind: "ready", model: data.model });
  data.bitmap.close();
  const seen = { kind: "seen", model_ms: 5, t_ms: data.t_ms, w: 640, h: 480, light: 0.6 };
  self.postMessage({ ...seen, lm: at(performance.now()) });
};
