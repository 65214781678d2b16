/** Puts what the core decided into the box before anybody sees it. */

import { type Outbox, parcelsOf } from "../session/outbox";
import type { Core } from "../session/play";
import type { Failure, Output } from "../session/protocol";

export class KeepFirst implements Core {
  constructor(
    private readonly core: Core,
    private readonly outbox: Outbox,
  ) {}

  async call<T>(op: string, value: unknown): Promise<T> {
    const output = await this.core.call<T>(op, value);
    const told = output as unknown as Output | Failure;
    if (!("error" in told)) await this.outbox.keep(parcelsOf(told));
    return output;
  }
}

/** Ask the browser not to throw away what is kept, once, at the first answer; tells whether it refused. */
export async function askToPersist(
  manager: Pick<StorageManager, "persist" | "persisted"> | undefined = navigator.storage,
): Promise<boolean> {
  try {
    if (!manager?.persist || (await manager.persisted())) return false;
    return !(await manager.persist());
  } catch {
    return false;
  }
}
