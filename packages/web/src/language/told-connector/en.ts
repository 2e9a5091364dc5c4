/** What is said of a connector that is called over the network, and of where it may be called, in English: the list that the other languages follow, and how its sentences are known. */
export const messages = {} as const;
