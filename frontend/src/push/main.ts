/** "Switch on here": the browser asks the person, and its answer goes into an ordinary form. */

type State = "asking" | "refused" | "missing" | "failed";

export function pushButton(root: Document): void {
  const panel = root.querySelector<HTMLElement>("[data-push]");
  const go = panel?.querySelector<HTMLButtonElement>("[data-push-go]");
  const form = panel?.querySelector<HTMLFormElement>("[data-push-form]");
  if (!panel || !go || !form) return;
  const say = (state: State | "") => {
    for (const line of panel.querySelectorAll<HTMLElement>("[data-push-state]")) {
      line.hidden = line.dataset.pushState !== state;
    }
  };
  if (!isOffered()) {
    say("missing");
    return;
  }
  go.hidden = false;
  go.addEventListener("click", () => {
    // Asked for on a touch only: some browsers refuse anything else for good.
    say("asking");
    go.disabled = true;
    subscribe(panel.dataset.push ?? "")
      .then((found) => {
        if (typeof found === "string") say(found);
        else send(form, found);
      })
      .catch(() => say("failed"))
      .finally(() => {
        go.disabled = false;
      });
  });
}

/** Whether this browser can take push messages at all. */
export function isOffered(): boolean {
  return (
    "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis
  );
}

async function subscribe(key: string): Promise<PushSubscription | State> {
  if ((await Notification.requestPermission()) !== "granted") return "refused";
  const address = document.querySelector<HTMLMetaElement>('meta[name="backfour-worker"]')?.content;
  if (!address) return "missing";
  await navigator.serviceWorker.register(address, { scope: "/", updateViaCache: "none" });
  const worker = await navigator.serviceWorker.ready;
  // A browser keeps the key it agreed with; another house's must go first.
  const old = await worker.pushManager.getSubscription();
  if (old && inText(old.options.applicationServerKey) !== key) await old.unsubscribe();
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

function send(form: HTMLFormElement, found: PushSubscription): void {
  const told: Record<string, string> = {
    endpoint: found.endpoint,
    p256dh: inText(found.getKey("p256dh")),
    auth: inText(found.getKey("auth")),
    name: navigator.platform || "?",
  };
  for (const [name, value] of Object.entries(told)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  }
  form.submit();
}

/** Bytes as base64url without padding, the way push services write keys. */
export function inText(bytes: ArrayBuffer | null): string {
  const letters = String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0)));
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

pushButton(document);
