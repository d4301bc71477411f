/** Says on standard error while some work goes on, once it has taken two seconds, what it is and how long it has taken. */
export function showTime<T>(what: string, work: () => Promise<T>): Promise<T>;
