/** What happened, and what to do now. */
export interface CauseWords {
  readonly happened: string;
  readonly next: string;
}
