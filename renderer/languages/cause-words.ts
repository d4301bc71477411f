/** What happened, and what the resident does now. */
export interface CauseWords {
  readonly happened: string;
  readonly next: string;
}
