/** An address of the API -> its answer, with loading and error as things to show. */

import type { ErrorAnswer } from "./types.ts";

export class Fetched<T> {
  value = $state.raw<T | null>(null);
  error = $state.raw<ErrorAnswer | null>(null);
  loading = $state(false);
  #asked = "";
  #abort: AbortController | null = null;

  /** Ask for an address; the same one again asks nothing, an empty one forgets the answer. */
  load(address: string): void {
    if (address === this.#asked) return;
    this.#asked = address;
    this.#abort?.abort();
    this.error = null;
    if (!address) {
      this.value = null;
      this.loading = false;
      return;
    }
    this.#abort = new AbortController();
    void this.#fetch(address, this.#abort.signal);
  }

  async #fetch(address: string, signal: AbortSignal): Promise<void> {
    this.loading = true;
    try {
      const answer = await fetch(address, { signal });
      const said: unknown = await answer.json();
      if (signal.aborted) return;
      if (answer.ok) this.value = said as T;
      else this.#fail(said as ErrorAnswer);
    } catch (error) {
      if (signal.aborted) return;
      this.#fail({ slug: "no-answer", message: `dateline does not answer. Is it still running? (${String(error)})` });
    }
    this.loading = false;
  }

  #fail(error: ErrorAnswer): void {
    this.error = error;
    this.value = null;
  }
}
