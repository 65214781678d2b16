/** A device on which nobody has been yet, for tests. */

import { IDBFactory } from "fake-indexeddb";

/** Give the next opening an empty store. */
export function freshDevice(): void {
  globalThis.indexedDB = new IDBFactory();
  localStorage.clear();
}
