import type { Order, OrderRequest, RefusalCode } from '../../shared/center-api.ts';
import type { RequestId, SessionId } from '../../shared/ids.ts';
import { err, type Result } from '../../shared/result.ts';

type Answer = Result<Order, RefusalCode>;

interface Remembered {
  readonly session: SessionId;
  readonly asked: string;
  readonly answer: Promise<Answer>;
  /** Length of the answer in characters; 0 until it is there. */
  size: number;
}

/** Orders of this size and number are more than a city's kiosks have open at a time. */
const defaultLimits = { answers: 200, characters: 256 * 1024 * 1024 };

/**
 * Remembers the answers to orders while their sessions live, so that one request gets one order however often and however
 * simultaneously it is sent. In memory only: pages are kept in no file and no database.
 */
export interface AnswerMemory {
  /**
   * The answer to this request, built at most once. A request id that was used with another content or by another session is
   * refused (`invalidOrder`). When building throws, it is forgotten and may be tried again.
   */
  once(session: SessionId, request: OrderRequest, build: () => Promise<Answer>): Promise<Answer>;
  forget(sessions: readonly SessionId[]): void;
  /** How many answers are remembered now. */
  size(): number;
}

export function createAnswerMemory(limits = defaultLimits): AnswerMemory {
  const remembered = new Map<RequestId, Remembered>();

  /** The oldest go first; the pages of one that was dropped are never given again, its order is void at the session's end. */
  function makeRoom(): void {
    let characters = [...remembered.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [requestId, { size }] of remembered) {
      if (remembered.size <= limits.answers && characters <= limits.characters) return;
      remembered.delete(requestId);
      characters -= size;
    }
  }

  /** A session has one open order: an order that came to be voided those before it. */
  function dropOthersOf(session: SessionId, kept: Remembered): void {
    for (const [requestId, other] of remembered)
      if (other.session === session && other !== kept && other.size > 0) remembered.delete(requestId);
  }

  return {
    async once(session, request, build) {
      const asked = JSON.stringify(request.lines);
      const known = remembered.get(request.requestId);
      if (known)
        return known.session === session && known.asked === asked ? known.answer : err('invalidOrder');
      const entry: Remembered = { session, asked, answer: build(), size: 0 };
      remembered.set(request.requestId, entry);
      try {
        const answer = await entry.answer;
        if (answer.ok) {
          entry.size = sizeOf(answer.value);
          dropOthersOf(session, entry);
        }
        makeRoom();
        return answer;
      } catch (error) {
        remembered.delete(request.requestId);
        throw error;
      }
    },
    forget(sessions) {
      const ended = new Set(sessions);
      for (const [requestId, { session }] of remembered) if (ended.has(session)) remembered.delete(requestId);
    },
    size: () => remembered.size,
  };
}

function sizeOf(order: Order): number {
  return order.documents.flatMap(({ sheets }) => sheets).reduce((sum, sheet) => sum + sheet.length, 0);
}
