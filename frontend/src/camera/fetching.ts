/** The network that finds joints is large: on mobile data it is fetched only after a yes. */

interface Connection {
  readonly type?: string;
  readonly saveData?: boolean;
}

const KEPT = "backfour-camera";

/** Whether to ask before fetching: the way is paid by size, and the files are not here yet. */
export async function asksFirst(
  connection: Connection | undefined = (navigator as { connection?: Connection }).connection,
  kept: () => Promise<boolean> = isKept,
): Promise<boolean> {
  const dear = connection?.type === "cellular" || connection?.saveData === true;
  return dear && !(await kept());
}

async function isKept(): Promise<boolean> {
  if (!("caches" in globalThis) || !(await caches.has(KEPT))) return false;
  const keys = await (await caches.open(KEPT)).keys();
  return keys.some(({ url }) => url.includes(".task"));
}

/** Whole megabytes, as a person is told. */
export function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}
