/** The advisory locks by which the engines of one database take turns. */
export const migrationLock = 7_203_158_001;
export const claimLock = 7_203_158_002;
