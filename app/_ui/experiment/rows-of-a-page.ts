/** Rows of one request of a runs table. */
export const rowsOfAPage = 100;
