/** The page of opt-outs that settings begin with. */
export const firstOptOuts = { skip: 0, take: 20 };
