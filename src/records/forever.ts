/** The day after which nothing is known to end: stands for "still known". */
export const FOREVER = '9999-12-31T23:59:59.999Z'
