import type { Enrolment, ServiceHolder } from '../../shared/service-api.ts';

/* Results of a login for the enrolment, for tests of the machines alone. */

export const scriptedEnrolment: Enrolment = { number: 'E-7K2Q-M4XD', state: 'received', madeAt: 0 };

export const scriptedHolderOnceMore: ServiceHolder = {
  service: 'enrolment',
  enrolments: [{ ...scriptedEnrolment, state: 'voidByRenewal' }],
  mayEnrol: true,
  endingSoon: null,
  towns: ['みほん町'],
};

export const scriptedHolder: ServiceHolder = {
  service: 'enrolment',
  enrolments: [],
  mayEnrol: true,
  endingSoon: null,
  towns: ['みほん町', 'ためし町'],
};
