/** While some work goes on for longer than two seconds, says on standard error what it is and how long it has taken. */
export function showTime<T>(what: string, work: () => Promise<T>): Promise<T>;
