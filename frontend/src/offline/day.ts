/** Today without connection: what to do, and the way into a session, from this device alone. */

import { el, setText } from "../lib/dom";
import { careNow, legPage, newsPage, painPage, stiffnessPage } from "./ask-pages";
import { dayPage } from "./day-page";
import { type Day, Home, type Places } from "./home";
import { askToPersist } from "./keep";
import type { News } from "./store";
import { sync } from "./sync";

/** Time between two looks for the server (our choice). */
const LOOK_EVERY_MS = 15_000;

function places(data: DOMStringMap): Places {
  const at = (name: keyof Places) => new URL(data[name] ?? "", document.baseURI).href;
  return {
    worker: at("worker"),
    python: at("python"),
    core: at("core"),
    films: new URL(".", at("films")).href,
    words: at("words"),
    sync: at("sync"),
    events: at("events"),
    drafts: at("drafts"),
    player: at("player"),
    warning: at("warning"),
    today: at("today"),
  };
}

async function open(at: Places): Promise<void> {
  const sign = new Sign();
  const home = await Home.open(at, sign);
  // Nobody has been here yet: the page as it was served says what to do.
  if (!home) return;
  await new OfflineDay(home, sign).begin();
}

/** The quiet pill that says where the answers are. */
class Sign {
  home: Home | null = null;
  private full = false;

  waiting(): void {
    this.draw();
  }

  unkept(): void {
    this.full = true;
    this.draw();
  }

  draw(): void {
    const pill = document.querySelector<HTMLElement>("[data-sign]");
    if (!pill || !this.home) return;
    const { words, outbox } = this.home;
    const key = this.full ? "full" : outbox.parcels().length > 0 ? "kept" : "away";
    setText(pill.querySelector("span") ?? pill, words.say(`offline.sign.${key}`));
    pill.hidden = false;
  }
}

class OfflineDay {
  private readonly warning: string;

  constructor(
    private readonly home: Home,
    private readonly sign: Sign,
  ) {
    const { words, about, at } = home;
    sign.home = home;
    const root = document.documentElement;
    root.lang = words.language;
    const { theme, text_size: size } = about.session;
    root.className = [theme === "light" ? "" : theme, size > 100 ? `text-${size}` : ""]
      .join(" ")
      .trim();
    this.warning = at.warning.replace(/en\/$/, `${words.language}/`);
    document.title = `${words.say("today.title")} · Back Four`;
  }

  async begin(): Promise<void> {
    this.sign.draw();
    // Nothing has changed since it was worked out: shown at once, while Python starts.
    const known = await this.home.dayAtHand();
    if (known) await this.show(known);
    await this.renew();
    void this.look();
    window.addEventListener("online", () => void this.look());
    this.home.clock.every(LOOK_EVERY_MS, () => void this.look());
  }

  private async renew(): Promise<Day> {
    const day = await this.home.day();
    await this.home.store.remember("day", { mark: this.home.mark(), day });
    await this.show(day);
    return day;
  }

  private async show(day: Day): Promise<void> {
    const { words, at, about } = this.home;
    const news = await this.news();
    if (news && day.head !== "locked.see") {
      this.put(careNow(words, about.session.emergency_number, this.warning));
      return;
    }
    const [main, floor] = dayPage(
      day,
      words,
      { films: at.films, warning: this.warning },
      {
        start: () => this.start(day),
        goOn: () => void this.goOn(day),
        morning: () => this.morning(),
      },
    );
    if (main && day.rules !== about.rules) main.prepend(this.otherRules());
    this.put(main, floor);
  }

  /** The server was renewed since this device took its files over: said, and gone on with. */
  private otherRules(): HTMLElement {
    return el("p", { class: "say", role: "status" }, this.home.words.say("offline.other_rules"));
  }

  private start(day: Day): void {
    const { words } = this.home;
    const session = crypto.randomUUID();
    const choose = async (pain: number) => {
      const told = { session, pain_before: pain };
      await this.told("session_started", `${session}.start`, told);
      await this.home.store.remember("wish", { session, only: day.rest_day ? day.only : null });
      const after = await this.renew();
      if (after.can_start) this.anythingNew(session);
    };
    this.put(painPage(words, words.say("start.title"), words.say("start.lead"), once(choose)));
  }

  private async goOn(day: Day): Promise<void> {
    const session = day.running?.session ?? "";
    const mine = await this.home.store.note<{ session: string }>("wish");
    const asked = await this.home.store.note<string>("asked");
    // Begun on this device and left before the list: it is asked now.
    if (mine?.session === session && asked !== session) this.anythingNew(session);
    else location.assign(this.home.at.player);
  }

  private anythingNew(session: string): void {
    const { words, store, at, about } = this.home;
    const none = async () => {
      await this.told("nothing_new", `${session}.news`);
      await store.remember("asked", session);
      location.assign(at.player);
    };
    const some = async (touched: string[]) => {
      const news: News = { at: this.home.now(), touched };
      await store.remember(`news ${about.person}`, news);
      this.put(careNow(words, about.session.emergency_number, this.warning));
    };
    this.put(newsPage(words, once(none), once(some)));
  }

  private morning(): void {
    const { words } = this.home;
    const id = crypto.randomUUID();
    const stiff = (pain: number) => {
      this.put(stiffnessPage(words, (minutes) => leg(pain, minutes)));
    };
    const leg = (pain: number, minutes: number | null) => {
      const choose = async (isNew: boolean) => {
        await this.told("morning_checked", id, {
          pain,
          stiffness_min: minutes,
          new_leg_pain: isNew,
        });
        await this.renew();
      };
      this.put(legPage(words, once(choose)));
    };
    this.put(painPage(words, words.say("morning.title"), "", stiff));
  }

  private async told(kind: string, id: string, values: object = {}): Promise<void> {
    await this.home.tell(kind, id, values);
    if ((await this.home.store.note("asked to persist")) === null) {
      const refused = await askToPersist();
      await this.home.store.remember("asked to persist", refused ? "refused" : "granted");
    }
    this.sign.draw();
  }

  private news(): Promise<News | null> {
    return this.home.store.note<News>(`news ${this.home.about.person}`);
  }

  /** Is the server back? Then what waits is sent, and the pages of the server take over. */
  private async look(): Promise<void> {
    if ((await sync(this.home.at.sync, this.home.store)) !== "fresh") return;
    await this.home.outbox.deliver();
    this.sign.draw();
    const resting = document.querySelector("main")?.dataset.page;
    const idle = resting === "day" || resting === "care";
    if (this.home.outbox.parcels().length > 0 || !idle) return;
    const news = await this.news();
    location.replace(news ? "/session/new/" : this.home.at.today);
  }

  private put(main: HTMLElement | undefined, floor?: HTMLElement): void {
    if (!main) return;
    document.querySelector("main")?.replaceWith(main);
    document.querySelector("footer.floor")?.remove();
    if (floor) main.after(floor);
    else main.after(el("footer", { class: "floor", hidden: true }));
    main.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}

/** A key pressed twice counts once. */
function once<A extends unknown[]>(act: (...told: A) => Promise<void>): (...told: A) => void {
  let pressed = false;
  return (...told) => {
    if (pressed) return;
    pressed = true;
    void act(...told);
  };
}

// Last, because everything above must stand before it begins.
const place = document.querySelector<HTMLElement>("[data-day]");
if (place) void open(places(place.dataset));
