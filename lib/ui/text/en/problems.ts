/** A field that was refused; the code with its values says why. */
export interface CodedField {
  code?: string;
  values?: Record<string, string | number>;
}

/** What a refusal of the API is about, in whole sentences. The server itself speaks English. */
export const problemsText = {
  /**
   * A sentence for a code and the fields it names, with what the server said where only that says enough; undefined
   * where it is said already.
   */
  sentence: (_problem: {
    code: string;
    fields: readonly string[];
    detail: string;
    /** What is wrong with each field, in the language of the reader; undefined where the server alone knows. */
    said?: string | undefined;
  }): string | undefined => undefined,
  /** The whole sentence for what is wrong with one field, by its code; undefined where the server has said it. */
  fault: (_field: CodedField): string | undefined => undefined,
  /** What is wrong with one field, in a few words behind its name. */
  field: (_field: CodedField): string | undefined => undefined,
};
