/**
 * What an answer of the Open Payment API says about the request. `notFound`: there is no such payment, code or refund.
 * `lookAgain`: not done by this request, because the payment is in another state: ask which. `notDone`: certainly not done,
 * and may be tried again. `unknown`: nobody knows.
 */
export type OpaMeaning = 'done' | 'notFound' | 'lookAgain' | 'refused' | 'notDone' | 'unknown';

const meanings: Readonly<Record<string, OpaMeaning>> = {
  // Everywhere
  INVALID_REQUEST_PARAMS: 'refused',
  MISSING_REQUEST_PARAMS: 'refused',
  INVALID_PARAMS: 'refused',
  OP_OUT_OF_SCOPE: 'refused',
  UNAUTHORIZED: 'refused',
  RATE_LIMIT: 'notDone',
  MAINTENANCE_MODE: 'notDone',
  SERVICE_ERROR: 'unknown',
  INTERNAL_SERVER_ERROR: 'unknown',
  // The code
  DUPLICATE_DYNAMIC_QR_REQUEST: 'lookAgain',
  PRE_AUTH_CAPTURE_UNSUPPORTED_MERCHANT: 'refused',
  PRE_AUTH_CAPTURE_INVALID_EXPIRY_DATE: 'refused',
  DYNAMIC_QR_BAD_REQUEST: 'refused',
  DYNAMIC_QR_NOT_FOUND: 'lookAgain',
  DYNAMIC_QR_ALREADY_PAID: 'lookAgain',
  DYNAMIC_QR_PAYMENT_NOT_FOUND: 'notFound',
  // What is held
  ALREADY_CAPTURED: 'lookAgain',
  ORDER_EXPIRED: 'lookAgain',
  ORDER_NOT_CAPTURABLE: 'lookAgain',
  ORDER_NOT_CANCELABLE: 'lookAgain',
  ORDER_NOT_REVERSIBLE: 'lookAgain',
  REAUTHORIZATION_IN_PROGRESS: 'lookAgain',
  RESOURCE_NOT_FOUND: 'lookAgain',
  // Only for a sum above what is held, which is never asked for: the resident would have to confirm it.
  USER_CONFIRMATION_REQUIRED: 'unknown',
  UNACCEPTABLE_OP: 'refused',
  LIMIT_EXCEEDED: 'refused',
  USER_DEFINED_DAILY_LIMIT_EXCEEDED: 'refused',
  USER_DEFINED_MONTHLY_LIMIT_EXCEEDED: 'refused',
  CANCELED_USER: 'refused',
  TOO_CLOSE_TO_EXPIRY: 'refused',
  NO_SUFFICIENT_FUND: 'refused',
  ORDER_NO_LONGER_AVAILABLE: 'refused',
  // Refunds. Throttled: a similar one is in progress, which may be our own lost one.
  NO_SUCH_REFUND_ORDER: 'notFound',
  THROTTLED_MULTIPLE_REFUND_REJECTED: 'lookAgain',
  REFUND_LIMIT_EXCEEDED: 'refused',
  REFUND_WINDOW_EXCEED: 'refused',
  USER_STATE_IS_NOT_ACTIVE: 'refused',
  MERCHANT_MULTIPLE_REFUND_REJECTED: 'refused',
};

/**
 * (200, 'SUCCESS') → done; (400, 'ALREADY_CAPTURED') → lookAgain; (500, …) → unknown. An undocumented code counts as refused
 * when the provider blames the request (4xx), and otherwise says nothing.
 */
export function meaningOf(status: number, code: string): OpaMeaning {
  const success = status >= 200 && status < 300;
  if (success) return code === 'SUCCESS' || code === 'REQUEST_ACCEPTED' ? 'done' : 'unknown';
  if (status >= 500 && code !== 'MAINTENANCE_MODE') return 'unknown';
  if (Object.hasOwn(meanings, code)) return meanings[code] ?? 'unknown';
  if (status === 429) return 'notDone';
  // A time-out at a gateway in between says nothing about what happened behind it.
  return status >= 400 && status < 500 && status !== 408 ? 'refused' : 'unknown';
}
