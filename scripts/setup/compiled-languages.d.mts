/** Where the texts of the screens stand as modules. */
export const compiledFolder: string;
/** The file in it that says what it was made from. */
export const stampName: string;
/** Of everything that the compiled languages are made from: the texts, the list of languages, and the compiler. */
export function hashOfLanguages(): string;
/** Whether nothing has changed since the languages were compiled. */
export function languagesAreCompiled(): boolean;
