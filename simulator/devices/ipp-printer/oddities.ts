/** What printers do that RFC 8011 allows, or does not, and a kiosk has to live with. */
export interface Oddities {
  /** It takes Create-Job and Send-Document, as IPP Everywhere demands. */
  readonly createsJobs: boolean;
  /** It lists jobs that have ended. */
  readonly history: boolean;
  /** Its lists tell numbers and addresses only, whatever was asked for. */
  readonly listsNumbersOnly: boolean;
  /** It tells a UUID and the time at creation of each job. */
  readonly tellsIdentity: boolean;
  /** It finds a job by job-uri only. */
  readonly findsByAddressOnly: boolean;
  /** What it calls a job: by the name that was sent, with a language beside it, cut at eight characters, or by a name of its own. */
  readonly jobNames: 'asSent' | 'withLanguage' | 'cut' | 'replaced';
  /** It calls what it waits for a warning, and itself idle or processing. */
  readonly onlyWarns: boolean;
  /** It counts what comes out; if not, its counters stay at 0. */
  readonly counts: boolean;
}

export const noOddities: Oddities = {
  createsJobs: true,
  history: true,
  listsNumbersOnly: false,
  tellsIdentity: true,
  findsByAddressOnly: false,
  jobNames: 'asSent',
  onlyWarns: false,
  counts: true,
};
