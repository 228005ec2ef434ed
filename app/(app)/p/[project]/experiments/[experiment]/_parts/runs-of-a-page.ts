/** Runs loaded at once; older ones when asked for. */
export const runsOfAPage = 200;
