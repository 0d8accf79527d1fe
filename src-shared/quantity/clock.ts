/** Tells the time as ISO 8601 in UTC; a parameter, so that a run can be repeated. */
export type Clock = () => string
