/** What a refusal of the API is about, in whole sentences. The server itself speaks English. */
export const problemsText = {
  /**
   * A sentence for a code and the fields it names, with what the server said where only that says enough; undefined
   * where it is said already.
   */
  sentence: (_problem: { code: string; fields: readonly string[]; detail: string }): string | undefined => undefined,
};
